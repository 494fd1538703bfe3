import { lazy, Suspense, useState, type ComponentProps } from 'react'
import { MeButton } from './MeButton.tsx'

const MeMenuOpened = lazy(async () => ({ default: (await import('./MeMenuOpened.tsx')).MeMenuOpened }))

/** The menu of the person at the screen, which is fetched when it is first wanted. */
export function MeMenu(props: ComponentProps<typeof MeMenuOpened>) {
  const { withPlaces = false, children } = props
  const [isWanted, want] = useState(false)
  const button = (
    <MeButton withPlaces={withPlaces} onClick={() => want(true)}>
      {children}
    </MeButton>
  )
  return isWanted ? (
    <Suspense fallback={button}>
      <MeMenuOpened {...props} />
    </Suspense>
  ) : (
    button
  )
}
