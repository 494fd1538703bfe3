import { IconPlus } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { Key } from '#web/ui/Key.tsx'
import { say } from '#web/words/say.ts'
import classes from './Desk.module.css'

/** What opens the menu of filters. */
export function AddButton(props: ComponentProps<'button'>) {
  return (
    <button type="button" aria-haspopup="menu" {...props} className={classes['add']}>
      <IconPlus size={14} stroke={1.5} aria-hidden="true" />
      {say('Filter')}
      <Key name="F" />
    </button>
  )
}
