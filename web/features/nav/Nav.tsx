import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconArchive, IconInbox, IconShieldQuestion } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { queries } from '#web/queries.ts'
import { Logo } from '#web/ui/Mark.tsx'
import { MeMenu } from './MeMenu.tsx'
import classes from './nav.module.css'

/** Where one can go, at the left: with words, or a rail of marks where the page needs the room. */
export function Nav({ isRail, showKeys }: { isRail: boolean; showKeys: () => void }) {
  const { data: counts } = useQuery(queries.audit)
  const { data: me } = useQuery(queries.me)
  return (
    <nav className={classes['nav']} data-rail={isRail} aria-label="Main">
      <p className={classes['brand']}>
        <Logo />
        <span className={classes['word']}>Evenhand</span>
      </p>
      <Link to="/" activeOptions={{ exact: true, includeSearch: true }} title="Desk">
        <IconInbox size={16} stroke={1.5} aria-hidden="true" />
        <Word count={counts?.open}>Desk</Word>
      </Link>
      <Link className={classes['sub']} to="/" search={{ owner: 'me' }} activeOptions={{ exact: true }}>
        Mine
      </Link>
      <Link className={classes['sub']} to="/" search={{ due: 'late' }} activeOptions={{ exact: true }}>
        Late
      </Link>
      <Link className={classes['sub']} to="/" search={{ state: 'closed' }} activeOptions={{ exact: true }}>
        Closed
      </Link>
      <Link to="/items/$outcome" params={{ outcome: 'quarantined' }} title="Quarantine">
        <IconShieldQuestion size={16} stroke={1.5} aria-hidden="true" />
        <Word count={counts?.quarantined}>Quarantine</Word>
      </Link>
      <Link to="/items/$outcome" params={{ outcome: 'set-aside' }} title="Set aside">
        <IconArchive size={16} stroke={1.5} aria-hidden="true" />
        <Word count={undefined}>Set aside</Word>
      </Link>
      <div className={classes['foot']}>
        <MeMenu showKeys={showKeys}>
          <span className={classes['initials']} aria-hidden="true">
            {initialsOf(me?.name ?? '')}
          </span>
          <span className={classes['word']}>
            <b>{me?.name}</b>
            {me?.organisation.name}
          </span>
        </MeMenu>
      </div>
    </nav>
  )
}

function Word({ count, children }: { count: number | undefined; children: ReactNode }) {
  return (
    <>
      <span className={classes['word']}>{children}</span>
      {count ? <span className={classes['count']}>{count.toLocaleString('en-GB')}</span> : null}
    </>
  )
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
