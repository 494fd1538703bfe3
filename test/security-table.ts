import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { endpoints } from '#contract/endpoints.ts'
import { scopeOf, type Endpoint } from '#contract/endpoint.ts'
import { deskRoles, roles } from '#domain/role.ts'

/** A way into the desk, and who may use it. */
export type Way = { method: string; path: string; who: Endpoint['who']; scope: string }

/** What is answered beside the contract: kept by hand, and held against the server's own list of routes. */
const beside: readonly Way[] = [
  ...[
    'GET /health/live',
    'GET /health/ready',
    'GET /api/openapi.json',
    'GET /metrics',
    'GET /f/-/:name',
    'GET /f/:slug',
    'GET /f/:slug/form.js',
    'POST /f/:slug',
    'GET /s/:token',
    'POST /s/:token',
    // Who holds a room's link stands at its door; who holds its cookie is in.
    'GET /r/:token',
    'POST /r/:token',
    'POST /r/:token/new',
    'GET /room',
    'GET /room/files/:messageId/:part',
    'POST /room/prove',
    'POST /room/say',
    'POST /room/settled',
    'POST /room/felt',
    'POST /room/wishes',
    'POST /room/leave',
    // Who holds a link may show that an account is theirs by signing in with its network, whose servers read who asks.
    'GET /c/:token',
    'POST /c/:token',
    'GET /c/back',
    'GET /c/client/:network/:org',
    'GET /line/panel',
  ].map((way) => ({ ...readWay(way), who: 'anyone' as const, scope: 'none' })),
  { ...readWay('GET /api/live'), who: 'signed-in', scope: 'read' },
  { ...readWay('GET /api/messages/:messageId/files/:part'), who: deskRoles, scope: 'read' },
  { ...readWay('GET /api/items/:itemId/original'), who: deskRoles, scope: 'read' },
  { ...readWay('POST /api/cases/:caseId/draft/files'), who: deskRoles, scope: 'cases' },
  { ...readWay('GET /api/cases/:caseId/draft/files/:fileId'), who: deskRoles, scope: 'read' },
  { ...readWay('POST /api/write-down/files'), who: deskRoles, scope: 'cases' },
]

/** Every way into the desk over HTTP, by path. The screens' own files are open to anybody: they hold nobody's words. */
export const ways: readonly Way[] = [
  ...endpoints.map((endpoint) => ({
    method: endpoint.method,
    path: `/api${endpoint.path}`,
    who: endpoint.who,
    scope: endpoint.who === 'anyone' ? 'none' : scopeOf(endpoint),
  })),
  ...beside,
].toSorted((a, b) => compare(`${a.path} ${a.method}`, `${b.path} ${b.method}`))

function readWay(text: string) {
  const [method = '', path = ''] = text.split(' ')
  return { method, path }
}

function compare(a: string, b: string) {
  return a < b ? -1 : a > b ? 1 : 0
}

export const document = new URL('../docs/security.md', import.meta.url)

const begin = '<!-- Written by `node test/security-table.ts`; do not edit. -->'
const end = '<!-- End of the table. -->'

/** The document with the table as it has to be. */
export function withTable(text: string): string {
  const [before, rest] = text.split(begin)
  const [, after] = rest?.split(end) ?? []
  if (before === undefined || after === undefined)
    throw new Error(`docs/security.md has to hold "${begin}" and "${end}", in this order.`)
  return `${before}${begin}\n\n${table()}\n\n${end}${after}`
}

function table(): string {
  const heads = ['way', ...roles, 'token']
  const rows = ways.map((way) => [
    `\`${way.method} ${way.path}\``,
    ...roles.map((role) => markOf(way.who, role)),
    way.scope === 'none' ? '–' : way.scope,
  ])
  const widths = heads.map((_, column) =>
    Math.max(3, ...[heads, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function markOf(who: Way['who'], role: (typeof roles)[number]): string {
  if (who === 'anyone') return '○'
  return who === 'signed-in' || who.includes(role) ? '●' : ''
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(document, withTable(await readFile(document, 'utf8')))
