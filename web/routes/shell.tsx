import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useMatch, useNavigate } from '@tanstack/react-router'
import { lazy, memo, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { Nav } from '#web/features/nav/Nav.tsx'
import { Tabs } from '#web/features/nav/Tabs.tsx'
import { UndoLine } from '#web/features/nav/UndoLine.tsx'
import { holdLetters, takeLetters } from '#web/features/palette/type-ahead.ts'
import { listenLive } from '#web/live.ts'
import { worksOnCases } from '#domain/role.ts'
import { queries } from '#web/queries.ts'
import { settingsPartsFor } from '#web/settings-parts.ts'
import { useCommands, type Command } from '#web/ui/commands.ts'
import { afterPaint } from '#web/ui/after-paint.ts'
import { firstScreen, noteFirstScreen } from '#web/ui/first-screen.ts'
import { untilLoaded } from '#web/ui/until-loaded.ts'
import { defaultViews, everything } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import { KeptDesk } from './desk.tsx'
import classes from './shell.module.css'

const KeySheet = lazy(async () => ({
  default: (await import('#web/features/palette/KeySheet.tsx')).KeySheet,
}))
const fetchPalette = () => import('#web/features/palette/Palette.tsx')
const Palette = lazy(async () => ({ default: (await fetchPalette()).Palette }))
const TopLine = lazy(async () => {
  await firstScreen
  return { default: (await untilLoaded(() => import('./top-line.tsx'))).TopLine }
})

const fetchCallBar = () => import('#web/features/line/CallBar.tsx')
const CallBar = lazy(async () => ({ default: (await untilLoaded(fetchCallBar)).CallBar }))

const afterFirstPaintMs = 1000

/** What stands around every page once somebody is signed in. */
export function Shell() {
  const client = useQueryClient()
  const place = usePlace()
  const [sheet, showSheet] = useState<'keys' | 'palette' | null>(null)
  const { data: me } = useQuery(queries.me)
  // Told by the live stream, which says which calls there are as soon as it is heard.
  const { data: hasCalls } = useQuery({
    ...queries.calls,
    enabled: false,
    select: ({ calls }) => calls.length > 0,
  })
  const showKeys = useCallback(() => showSheet('keys'), [])
  const showPalette = useCallback(() => showSheet('palette'), [])
  const close = () => showSheet(null)
  const whose = me && `${me.organisation.id} ${me.handle}`
  useEffect(() => (whose === undefined ? undefined : listenLive(client, whose)), [client, whose])
  usePaletteKey(() => {
    if (sheet === 'palette') return
    holdLetters()
    showSheet('palette')
    fetchPalette().catch(takeLetters)
  })
  // The queue says by itself when it has its rows.
  useEffect(() => (place === 'desk' ? undefined : afterPaint(noteFirstScreen)), [place])
  useEffect(() => {
    // Fetched before it is wanted: what is typed right after its key is meant for it.
    const timer = setTimeout(() => {
      void fetchPalette().catch(() => undefined)
      void fetchCallBar().catch(() => undefined)
    }, afterFirstPaintMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={classes['shell']} data-page={place}>
      <Suspense>
        <TopLine place={place} />
      </Suspense>
      <Nav isRail={place === 'case'} showKeys={showKeys} />
      <KeptDesk />
      <Outlet />
      <UndoLine />
      {hasCalls ? (
        <Suspense>
          <CallBar />
        </Suspense>
      ) : null}
      <Tabs showKeys={showKeys} />
      <Suspense>
        {sheet === 'keys' ? <KeySheet close={close} /> : null}
        {sheet === 'palette' ? <Palette close={close} /> : null}
      </Suspense>
      <CommandsEverywhere showKeys={showKeys} showPalette={showPalette} />
    </div>
  )
}

/** Whether one is at the queue or on a case, for which the page lies otherwise. */
function usePlace(): 'desk' | 'case' | undefined {
  const isOnDesk = useMatch({ from: '/shell/', shouldThrow: false, select: () => true })
  const isOnCase = useMatch({ from: '/shell/cases/$caseId', shouldThrow: false, select: () => true })
  return isOnCase ? 'case' : isOnDesk ? 'desk' : undefined
}

/** What can be done wherever one is: beside the shell, which is drawn anew for each page. */
const CommandsEverywhere = memo(function CommandsEverywhere({
  showKeys,
  showPalette,
}: {
  showKeys: () => void
  showPalette: () => void
}) {
  const navigate = useNavigate()
  const { data: me } = useQuery(queries.me)
  useCommands(say('Everywhere'), [
    { key: 'mod+K', title: say('Any action'), act: showPalette, isMove: true },
    ...(worksOnCases(me?.role) ? ofTheDesk(navigate) : []),
    {
      key: 'g r',
      title: say('Go to remedies: what waits for your signature, and the books'),
      act: () => navigate({ to: '/remedies' }),
    },
    { key: 'g p', title: say('Go to the policy'), act: () => navigate({ to: '/policy' }) },
    {
      key: 'g s',
      title: say('Go to settings'),
      act: () => navigate({ to: '/settings/$part', params: { part: 'account' } }),
    },
    ...settingsPartsFor(me?.role).flatMap(({ part, title, within }) => [
      {
        title: say('Settings: {title}', { title }),
        act: () => navigate({ to: '/settings/$part', params: { part } }),
      },
      ...(within
        ? [
            {
              title: say('Settings: {title}', within),
              act: () => navigate({ to: '/settings/$part', params: { part }, hash: within.heading }),
            },
          ]
        : []),
    ]),
    { key: 'g h', title: say('Help: what the words mean'), act: () => navigate({ to: '/help' }) },
    { key: '?', title: say('All keys'), act: showKeys },
  ])
  return null
})

/** The palette opens by Ctrl or Command with K, also while somebody writes; not over another dialog. */
function usePaletteKey(open: () => void) {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.metaKey || event.ctrlKey) ||
        event.altKey ||
        event.shiftKey
      )
        return
      event.preventDefault()
      if (!document.querySelector('[role=dialog]')) latest.current()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/** Where one goes, and what one begins, who opens cases. */
const ofTheDesk = (navigate: ReturnType<typeof useNavigate>): Command[] => [
  { key: 'g d', title: say('Go to the desk'), act: () => navigate({ to: '/', search: everything }) },
  ...defaultViews().map(({ name, filter, key }) => ({
    ...(key !== undefined && { key }),
    title: name,
    act: () => navigate({ to: '/', search: filter }),
  })),
  {
    key: 'c',
    title: say('Write down a call, a letter or a visit'),
    act: () => navigate({ to: '/write-down' }),
  },
  {
    key: 'g q',
    title: say('Go to quarantine'),
    act: () => navigate({ to: '/items/$outcome', params: { outcome: 'quarantined' } }),
  },
  {
    key: 'g a',
    title: say('Go to what was set aside'),
    act: () => navigate({ to: '/items/$outcome', params: { outcome: 'set-aside' } }),
  },
  {
    key: 'g m',
    title: say('Go to mentions: notes that name you'),
    act: () => navigate({ to: '/mentions' }),
  },
  { key: 'g i', title: say('Go to replies in doubt'), act: () => navigate({ to: '/in-doubt' }) },
  { key: 'g l', title: say('Go to the call screen'), act: () => navigate({ to: '/line' }) },
]
