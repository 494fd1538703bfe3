import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useMatchRoute, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { KeySheet } from '#web/features/nav/KeySheet.tsx'
import { Nav } from '#web/features/nav/Nav.tsx'
import { Tabs } from '#web/features/nav/Tabs.tsx'
import { listenLive } from '#web/live.ts'
import { useKeys } from '#web/ui/keys.ts'
import classes from './shell.module.css'

/** What stands around every page once somebody is signed in. */
export function Shell() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const isOnCase = useMatchRoute()({ to: '/cases/$caseId' }) !== false
  const [areKeysShown, showKeys] = useState(false)
  useEffect(() => listenLive(client), [client])
  useKeys({
    'g d': () => void navigate({ to: '/' }),
    'g q': () => void navigate({ to: '/items/$outcome', params: { outcome: 'quarantined' } }),
    '?': () => showKeys(true),
  })
  return (
    <div className={classes['shell']} data-rail={isOnCase}>
      <Nav isRail={isOnCase} showKeys={() => showKeys(true)} />
      <Outlet />
      <Tabs showKeys={() => showKeys(true)} />
      {areKeysShown ? <KeySheet close={() => showKeys(false)} /> : null}
    </div>
  )
}
