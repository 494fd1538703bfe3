import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { z } from 'zod'
import { worksOnCases } from '#domain/role.ts'
import { Problem } from './api.ts'
import { Place as PolicyPlace } from './features/policy/place.ts'
import { queries } from './queries.ts'
import { DeskSearch } from './routes/desk-search.ts'
import { Lost } from './routes/lost.tsx'
import { Shell } from './routes/shell.tsx'
import { firstView, isEmpty } from './views.ts'

/** What a case begins with when it is opened by a key: the reply box, a form. */
const CaseSearch = z.object({
  do: z.enum(['reply', 'note', 'escalate', 'promise', 'ask-settled', 'why']).optional().catch(undefined),
})

/** The number with which a telephone system opens the call screen. In an address a plus may have become a blank, or a number. */
const LineSearch = z.object({
  phone: z
    .union([z.string(), z.number().transform((digits) => `+${digits}`)])
    .transform((text) => text.replace(/^ /, '+'))
    .optional()
    .catch(undefined),
})

const isFirstVisit = async () => (await import('./features/welcome/welcome-query.ts')).isFirstVisit()

/**
 * The pages of the desk, each behind signing in but those where one does that. The queue comes with the first load;
 * every other page is fetched when it is first wanted.
 */
export function buildRouter(client: QueryClient) {
  const root = createRootRoute({ component: Outlet })
  const onlySignedIn = async () => {
    await client.ensureQueryData(queries.me).catch(async (error: unknown) => {
      if (error instanceof Problem && error.status === 401)
        throw redirect({ to: (await isFirstVisit()) ? '/welcome' : '/sign-in' })
      throw error
    })
  }
  const shell = createRoute({
    getParentRoute: () => root,
    id: 'shell',
    beforeLoad: onlySignedIn,
    component: Shell,
    errorComponent: Lost,
  })
  const signIn = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    beforeLoad: async ({ location }) => {
      // Whoever comes by a link is let in by it; others begin where everybody begins.
      if (location.hash === '' && (await isFirstVisit())) throw redirect({ to: '/welcome' })
    },
    component: lazyRouteComponent(() => import('./routes/sign-in.tsx'), 'SignInRoute'),
  })
  const welcome = createRoute({
    getParentRoute: () => root,
    path: '/welcome',
    component: lazyRouteComponent(() => import('./routes/welcome.tsx'), 'WelcomeRoute'),
  })
  const desk = createRoute({
    getParentRoute: () => shell,
    path: '/',
    validateSearch: (search) => DeskSearch.parse(search),
    // Whoever opens no cases begins where they have something to do; so does everybody who asks for no view.
    beforeLoad: ({ search }) => {
      const me = client.getQueryData(queries.me.queryKey)
      if (me && !worksOnCases(me.role)) throw redirect({ to: '/policy', replace: true })
      if (isEmpty(search)) throw redirect({ to: '/', search: firstView(me?.role), replace: true })
    },
    // The shell draws it, and keeps it.
    component: () => null,
  })
  const kase = createRoute({
    getParentRoute: () => shell,
    path: '/cases/$caseId',
    validateSearch: (search) => CaseSearch.parse(search),
    component: lazyRouteComponent(() => import('./routes/case.tsx'), 'CaseRoute'),
  })
  const byHand = createRoute({
    getParentRoute: () => shell,
    path: '/write-down',
    component: lazyRouteComponent(() => import('./routes/write-down.tsx'), 'WriteDownRoute'),
  })
  const items = createRoute({
    getParentRoute: () => shell,
    path: '/items/$outcome',
    component: lazyRouteComponent(() => import('./routes/items.tsx'), 'ItemsRoute'),
  })
  const inDoubt = createRoute({
    getParentRoute: () => shell,
    path: '/in-doubt',
    component: lazyRouteComponent(() => import('./routes/in-doubt.tsx'), 'InDoubtRoute'),
  })
  const mentions = createRoute({
    getParentRoute: () => shell,
    path: '/mentions',
    component: lazyRouteComponent(() => import('./routes/mentions.tsx'), 'MentionsRoute'),
  })
  const help = createRoute({
    getParentRoute: () => shell,
    path: '/help',
    component: lazyRouteComponent(() => import('./routes/help.tsx'), 'HelpRoute'),
  })
  const remedies = createRoute({
    getParentRoute: () => shell,
    path: '/remedies',
    component: lazyRouteComponent(() => import('./routes/remedies.tsx'), 'RemediesRoute'),
  })
  const policies = createRoute({
    getParentRoute: () => shell,
    path: '/policy',
    component: lazyRouteComponent(() => import('./routes/policy.tsx'), 'PolicyRoute'),
  })
  const policy = createRoute({
    getParentRoute: () => shell,
    path: '/policy/$version',
    validateSearch: (search) => PolicyPlace.parse(search),
    component: lazyRouteComponent(() => import('./routes/policy.tsx'), 'PolicyVersionRoute'),
  })
  const page = createRoute({
    getParentRoute: () => shell,
    path: '/pages/$pageId',
    component: lazyRouteComponent(() => import('./routes/page.tsx'), 'PageRoute'),
  })
  // A small window of its own, beside whatever else is on the screen.
  const line = createRoute({
    getParentRoute: () => root,
    path: '/line',
    validateSearch: (search) => LineSearch.parse(search),
    beforeLoad: onlySignedIn,
    component: lazyRouteComponent(() => import('./routes/line.tsx'), 'LineRoute'),
  })
  // On its own, so that it is printed as it stands.
  const dossier = createRoute({
    getParentRoute: () => root,
    path: '/cases/$caseId/dossier',
    beforeLoad: onlySignedIn,
    component: lazyRouteComponent(() => import('./routes/dossier.tsx'), 'DossierRoute'),
  })
  const panel = createRoute({
    getParentRoute: () => root,
    path: '/line/panel',
    component: lazyRouteComponent(() => import('./routes/line-panel.tsx'), 'LinePanelRoute'),
  })
  const settingsAtAll = createRoute({
    getParentRoute: () => shell,
    path: '/settings',
    beforeLoad: () => {
      throw redirect({ to: '/settings/$part', params: { part: 'account' }, replace: true })
    },
  })
  const settings = createRoute({
    getParentRoute: () => shell,
    path: '/settings/$part',
    component: lazyRouteComponent(() => import('./routes/settings.tsx'), 'SettingsRoute'),
  })
  return createRouter({
    routeTree: root.addChildren([
      signIn,
      welcome,
      line,
      panel,
      dossier,
      shell.addChildren([
        desk,
        kase,
        byHand,
        items,
        inDoubt,
        mentions,
        help,
        page,
        remedies,
        policies,
        policy,
        settingsAtAll,
        settings,
      ]),
    ]),
    defaultNotFoundComponent: () => <Lost />,
    defaultErrorComponent: Lost,
    defaultPreload: 'intent',
    // What scrolls within a page sees to itself, and to ask how the page lies would make it lay itself out before its time.
    scrollRestoration: () => window.matchMedia('(max-width: 760px)').matches,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof buildRouter>
  }
}
