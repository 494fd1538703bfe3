/** A place in a list of cases: by date, then by id. */
export type Place = { at: string; id: string }

/** Which cases are asked for, and by whom where they do not see all. */
export type CaseFilter = {
  state: 'open' | 'closed' | 'merged' | null
  owner?: string | null
  rung?: string | null
  dueBefore?: string | null
  turn?: 'ours' | 'customers' | null
  isPublic?: boolean | null
  severity?: number | null
  team?: string | null
  offeredTo?: string | null
  /** Who is named in a note on it that they have not seen. */
  mentioned?: string | null
  snoozed?: 'no' | 'only' | 'any'
  ids?: readonly string[] | null
  sight?: { handle: string; sees: readonly string[] | null }
  after?: Place | null
  until?: Place | null
}

/** A page has no more cases than this, and nobody counts further. */
const mostOfPage = 200
export const mostCounted = 1001

/** A query and its values. */
export type Asked = { text: string; values: unknown[] }

/**
 * The ids of the cases that a filter lets through, `limit` at most, in the order of their list: open ones by their next
 * date, others the newest first, and of those that are looked for the one last taken in first. Only what is asked stands in the query, so that each is read off the index made for it.
 */
export function idsOf(org: string, filter: CaseFilter, limit: number): Asked {
  const values: unknown[] = [org]
  const given = (value: unknown) => `$${values.push(value)}`
  const { by, order } = orderOf(filter)
  const most = given(limit)
  const where = conditionsOf(filter, given).join(' and ')
  // Planned once for all pages: what stands there in figures says to the planner that they are few.
  const few = limit <= mostOfPage ? mostOfPage : mostCounted
  const from = (more: string) =>
    `(select id, ${by} from (
      select id, ${by} from cases where ${where}${more} order by ${order} limit ${few}
    ) few limit ${most})`
  const { handle = '', sees = null } = filter.sight ?? {}
  // What is one's own, or offered to one, is seen whatever team it is of.
  const isOwn = sees !== null && (filter.owner === handle || filter.offeredTo === handle)
  if (sees === null || isOwn) return { text: from(''), values }
  // Each team's cases are read off the index in order; to filter a walk through everybody's would take the longer, the
  // fewer are one's own.
  const me = given(handle)
  const teams = given(['', ...sees])
  const text = `(select id, ${by} from (
    select c.id, c.${by} from unnest(${teams}::text[]) as seen (team)
      cross join lateral ${from(` and seen_by = seen.team`)} c
    union ${from(` and owner = ${me}`)}
    union ${from(` and offered_to = ${me}`)}
  ) mine order by ${order} limit ${most})`
  return { text, values }
}

/** By which date a list is sorted, and its order in SQL. */
export function orderOf({ state, ids }: CaseFilter): { by: 'next_due_at' | 'opened_at'; order: string } {
  if (state === 'open') return { by: 'next_due_at', order: 'next_due_at, id' }
  return { by: 'opened_at', order: said(ids) ? 'id desc' : 'opened_at desc, id desc' }
}

const said = (value: unknown) => value !== undefined && value !== null

function conditionsOf(filter: CaseFilter, given: (value: unknown) => string): string[] {
  const { state, owner, rung, dueBefore, turn, isPublic, severity, team, offeredTo, mentioned, ids } = filter
  const { snoozed = 'any', after, until } = filter
  const { by, order } = orderOf(filter)
  const placed = (is: string, { at, id }: Place) =>
    order === 'id desc'
      ? `id ${is} ${given(id)}::uuid`
      : `(${by}, id) ${is} (${given(at)}, ${given(id)}::uuid)`
  return [
    'org_id = $1',
    // States, severities and turns are of ours and few: in words, so that the planner sees which index holds them alone.
    said(state) ? `state = '${state}'` : '',
    said(owner) ? `owner = ${given(owner)}` : '',
    said(rung) ? `rung = ${given(rung)}` : '',
    // Nothing but an open case has a date, and an index of those alone is there.
    said(dueBefore) ? `state = 'open' and next_due_at < ${given(dueBefore)}` : '',
    said(turn) ? `turn = '${turn}'` : '',
    said(isPublic) ? (isPublic ? 'is_public' : 'not is_public') : '',
    said(severity) ? `severity >= ${severity}` : '',
    said(team) ? `seen_by = ${given(team)}` : '',
    said(offeredTo) ? `offered_to = ${given(offeredTo)}` : '',
    said(mentioned)
      ? `id in (select case_id from mentions where org_id = $1 and member = ${given(mentioned)} and seen_at is null)`
      : '',
    snoozed === 'no' ? 'not is_snoozed' : snoozed === 'only' ? 'is_snoozed' : '',
    said(ids) ? `id = any(${given(ids)}::uuid[])` : '',
    after ? placed(state === 'open' ? '>' : '<', after) : '',
    until ? placed(state === 'open' ? '<=' : '>=', until) : '',
  ].filter(Boolean)
}
