import type { FastifyRequest } from 'fastify'
import { endpoints } from '#contract/endpoints.ts'

/** Who a way in is for: anybody who looks at a page, anybody who wants to come in, or only who shows a pass. */
type WayIn = 'page' | 'sign-in' | 'closed'

const open = new Set(
  endpoints.filter(({ who }) => who === 'anyone').map(({ method, path }) => `${method} /api${path}`),
)

/**
 * What kind of way in is asked for. The screens' own files and what says whether the desk lives are neither counted nor
 * kept waiting: they ask the database for nothing, or for all who ask at once.
 */
export function wayIn({ method, routeOptions: { url = '' } }: FastifyRequest): WayIn {
  if (/^\/[fs]\//.test(url) || url === '/api/openapi.json') return 'page'
  if (!open.has(`${method} ${url}`)) return 'closed'
  return method === 'GET' ? 'page' : 'sign-in'
}
