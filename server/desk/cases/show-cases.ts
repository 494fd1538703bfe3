import type { z } from 'zod'
import type { listCases as contract } from '#contract/cases.ts'
import type { CaseFilter } from '#server/store/case-filter.ts'
import { listCases, type PlacedCase } from '#server/store/case-list.ts'
import type { OrgTx } from '#server/store/database.ts'
import { caseRow } from './case-row.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { placeText, readPlace } from './list-place.ts'
import { searchFor, whereFound, type Search } from './search.ts'

type Page = z.input<typeof contract.output>

type Asked = Pick<z.output<typeof contract.input>, 'state' | 'limit'> &
  Partial<Omit<z.output<typeof contract.input>, 'state' | 'limit'>>

/** A page of cases that somebody may see, the soonest date first; before all others the one whose number was typed. */
export function showCases(desk: Desk, agent: Agent, asked: Asked): Promise<Page> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const search = await searchFor(tx, asked.q, extentOf(agent, asked))
    const filter = filterOf(desk, agent, asked, search)
    const named = await namedRow(tx, filter, asked, search)
    const wanted = asked.limit - named.length
    const others = wanted === 0 ? [] : await listCases(tx, filter, wanted)
    const rows = [...named, ...others]
    const shown: Omit<Page['cases'][number], 'found'>[] = []
    for (const row of rows) {
      const { house } = await desk.policies.version(tx, row.policy)
      shown.push({ ...caseRow(row, house), position: positionOf(row) })
    }
    const found = search ? await whereFound(tx, rows, search) : new Map<string, never[]>()
    const cases = shown.map((row) => ({ ...row, found: found.get(row.id) ?? [] }))
    const last = wanted === 0 ? beforeAll(asked.state) : cases.at(-1)?.position
    return {
      cases,
      next: last && others.length === wanted ? last : (asked.until ?? null),
      more: search?.hasMore ?? false,
    }
  })
}

const filters = [
  'owner', 'rung', 'due', 'turn', 'public', 'severity', 'team', 'offered', 'mentions', 'snoozed',
] as const // prettier-ignore

/** How much of what a search finds is asked for, and whether some of it may be left out. */
const extentOf = ({ sees }: Agent, asked: Asked) => ({
  isFiltered: asked.state !== 'any' || sees !== null || filters.some((name) => asked[name] !== undefined),
  firstPage: asked.after === undefined && asked.until === undefined ? asked.limit : undefined,
})

const filterOf = (desk: Desk, agent: Agent, asked: Asked, search: Search | null): CaseFilter => ({
  state: asked.state === 'any' ? null : asked.state,
  owner: asked.owner === 'me' ? agent.handle : (asked.owner ?? null),
  rung: asked.rung ?? null,
  dueBefore: dueBefore(asked.due, desk.now()),
  turn: asked.turn ?? null,
  isPublic: asked.public ?? null,
  severity: asked.severity ?? null,
  team: asked.team ?? null,
  offeredTo: asked.offered === 'me' ? agent.handle : null,
  mentioned: asked.mentions === 'me' ? agent.handle : null,
  snoozed: asked.snoozed ?? (search ? 'any' : 'no'),
  ids: search && [...search.messages.keys()].filter((id) => id !== search.named),
  sight: agent,
  after: readPlace('after', asked.after),
  until: readPlace('until', asked.until),
})

/** The case whose number was typed, on the first page, where the filters let it through. */
async function namedRow(tx: OrgTx, filter: CaseFilter, asked: Asked, search: Search | null) {
  if (search?.named === undefined || asked.after !== undefined) return []
  return listCases(tx, { ...filter, ids: [search.named], until: null }, 1)
}

/** The place before everything that a list holds. */
const beforeAll = (state: Asked['state']) =>
  state === 'open'
    ? placeText({ at: '0001-01-01T00:00:00Z', id: '00000000-0000-0000-0000-000000000000' })
    : placeText({ at: '9999-12-31T00:00:00Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' })

function dueBefore(due: string | undefined, now: Temporal.Instant): string | null {
  switch (due) {
    case undefined:
      return null
    case 'late':
      return now.toString()
    case 'today':
      return now.add({ hours: 24 }).toString()
    case 'week':
      return now.add({ hours: 24 * 7 }).toString()
    default:
      return Temporal.Instant.from(due).toString()
  }
}

const positionOf = ({ id, placed_at }: PlacedCase) =>
  placeText({ at: placed_at === null ? '' : Temporal.Instant.from(placed_at).toString(), id })
