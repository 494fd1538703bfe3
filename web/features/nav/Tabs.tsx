import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconEdit, IconInbox, IconMenu2, IconShieldQuestion, IconTable, IconUser } from '@tabler/icons-react'
import { memo } from 'react'
import { worksOnCases } from '#domain/role.ts'
import { queries } from '#web/queries.ts'
import { everything } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import { MeMenu } from './MeMenu.tsx'
import classes from './nav.module.css'

const look = { size: 20, stroke: 1.5, 'aria-hidden': true } as const

/** The same places at the bottom of a narrow screen; the rarer ones are behind the last. */
export const Tabs = memo(function Tabs({ showKeys }: { showKeys: () => void }) {
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  const { data: me } = useQuery(queries.me)
  if (!isPhone) return null
  return (
    <nav className={classes['tabs']} aria-label={say('Main, at the bottom')}>
      {worksOnCases(me?.role) ? (
        <>
          <Link to="/" search={everything} activeOptions={{ exact: true, includeSearch: true }}>
            <IconInbox {...look} />
            {say('Desk')}
          </Link>
          <Link to="/" search={{ owner: 'me' }} activeOptions={{ exact: true, includeSearch: true }}>
            <IconUser {...look} />
            {say('Mine')}
          </Link>
          <Link to="/write-down">
            <IconEdit {...look} />
            {say('Write down')}
          </Link>
          <Link to="/items/$outcome" params={{ outcome: 'quarantined' }}>
            <IconShieldQuestion {...look} />
            {say('Quarantine')}
          </Link>
        </>
      ) : (
        <Link to="/policy">
          <IconTable {...look} />
          {say('Policy')}
        </Link>
      )}
      <MeMenu showKeys={showKeys} withPlaces>
        <IconMenu2 {...look} />
        {say('More')}
      </MeMenu>
    </nav>
  )
})
