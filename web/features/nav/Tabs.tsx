import { Link } from '@tanstack/react-router'
import { IconArchive, IconInbox, IconMenu2, IconShieldQuestion, IconUser } from '@tabler/icons-react'
import { MeMenu } from './MeMenu.tsx'
import classes from './nav.module.css'

const look = { size: 20, stroke: 1.5, 'aria-hidden': true } as const

/** The same places at the bottom of a narrow screen. */
export function Tabs({ showKeys }: { showKeys: () => void }) {
  return (
    <nav className={classes['tabs']} aria-label="Main, at the bottom">
      <Link to="/" activeOptions={{ exact: true, includeSearch: true }}>
        <IconInbox {...look} />
        Desk
      </Link>
      <Link to="/" search={{ owner: 'me' }} activeOptions={{ exact: true }}>
        <IconUser {...look} />
        Mine
      </Link>
      <Link to="/items/$outcome" params={{ outcome: 'quarantined' }}>
        <IconShieldQuestion {...look} />
        Quarantine
      </Link>
      <Link to="/items/$outcome" params={{ outcome: 'set-aside' }}>
        <IconArchive {...look} />
        Set aside
      </Link>
      <MeMenu showKeys={showKeys}>
        <IconMenu2 {...look} />
        More
      </MeMenu>
    </nav>
  )
}
