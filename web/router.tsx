import type { QueryClient } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router'
import { z } from 'zod'
import { Problem } from './api.ts'
import { queries } from './queries.ts'
import { CaseRoute } from './routes/case.tsx'
import { DeskRoute } from './routes/desk.tsx'
import { ItemsRoute } from './routes/items.tsx'
import { Lost } from './routes/lost.tsx'
import { Shell } from './routes/shell.tsx'
import { SignInRoute } from './routes/sign-in.tsx'

const word = z.string().min(1).max(200).optional().catch(undefined)

/** The filters of the queue are its address. What nobody could have meant is left out. */
const DeskSearch = z.object({
  state: z.enum(['open', 'closed', 'merged', 'any']).optional().catch(undefined),
  owner: word,
  rung: word,
  due: z.enum(['late', 'today', 'week']).optional().catch(undefined),
  // The address reads a number as a number; a case is looked for by it.
  q: z
    .union([z.string().max(200), z.number().transform(String)])
    .optional()
    .catch(undefined),
})

/** What a case begins with when it is opened by a key: the reply box, a form. */
const CaseSearch = z.object({
  do: z.enum(['reply', 'note', 'escalate', 'promise', 'why']).optional().catch(undefined),
})

/** The pages of the desk, each behind signing in but the one where one does that. */
export function buildRouter(client: QueryClient) {
  const root = createRootRoute({ component: Outlet })
  const shell = createRoute({
    getParentRoute: () => root,
    id: 'shell',
    beforeLoad: async () => {
      await client.ensureQueryData(queries.me).catch((error: unknown) => {
        if (error instanceof Problem && error.status === 401) throw redirect({ to: '/sign-in' })
        throw error
      })
    },
    component: Shell,
    errorComponent: Lost,
  })
  const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInRoute })
  const desk = createRoute({
    getParentRoute: () => shell,
    path: '/',
    validateSearch: (search) => DeskSearch.parse(search),
    component: DeskRoute,
  })
  const kase = createRoute({
    getParentRoute: () => shell,
    path: '/cases/$caseId',
    validateSearch: (search) => CaseSearch.parse(search),
    component: CaseRoute,
  })
  const items = createRoute({
    getParentRoute: () => shell,
    path: '/items/$outcome',
    component: ItemsRoute,
  })
  return createRouter({
    routeTree: root.addChildren([signIn, shell.addChildren([desk, kase, items])]),
    defaultNotFoundComponent: () => <Lost />,
    defaultErrorComponent: Lost,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof buildRouter>
  }
}
