import type { FastifyRequest } from 'fastify'
import { endpoints } from '#contract/endpoints.ts'

/** Who a way in is for: anybody who looks at a page, anybody who wants to come in, or only who shows a pass. */
type WayIn = 'page' | 'sign-in' | 'closed'

/** What another system signs shows a pass of its own kind, and a call that rings waits behind nobody who signs in. */
const isSigned = (path: string) => path.startsWith('/calls/from/')

const open = new Set(
  endpoints
    .filter(({ who, path }) => who === 'anyone' && !isSigned(path))
    .map(({ method, path }) => `${method} /api${path}`),
)

/**
 * What kind of way in is asked for. The screens' own files and what says whether the desk lives are neither counted nor
 * kept waiting: they ask the database for nothing, or for all who ask at once.
 */
export function wayIn({ method, routeOptions: { url = '' } }: FastifyRequest): WayIn {
  if (/^\/(?:[cfsr]\/|room(?:\/|$))/.test(url) || url === '/line/panel' || url === '/api/openapi.json')
    return 'page'
  if (!open.has(`${method} ${url}`)) return 'closed'
  return method === 'GET' ? 'page' : 'sign-in'
}
