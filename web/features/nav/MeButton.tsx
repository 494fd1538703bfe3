import type { ComponentProps } from 'react'
import { say } from '#web/words/say.ts'
import classes from './nav.module.css'

/** What opens the menu of the person at the screen; on a narrow screen, also of the places without a tab. */
export function MeButton({ withPlaces, ...props }: ComponentProps<'button'> & { withPlaces: boolean }) {
  return (
    <button
      type="button"
      aria-haspopup="menu"
      {...props}
      className={classes['me']}
      aria-label={withPlaces ? say('More') : say('You, appearance, keys, sign out')}
    />
  )
}
