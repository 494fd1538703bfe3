/** A place in a list of cases: by date, then by id. */
export type Place = { at: string; id: string }

/**
 * Whose turn it is: the house's or the customer's; the owner's, who has something to do, or somebody else's; or that of
 * whoever is asked to take it, or to sign a remedy, while their answer is all that is left.
 */
type Turn = 'ours' | 'customers' | 'owners' | 'others' | 'takers' | 'signers'

/** Which cases are asked for, and by whom where they do not see all. */
export type CaseFilter = {
  state: 'open' | 'closed' | 'merged' | null
  owner?: string | null
  rung?: string | null
  dueBefore?: string | null
  turn?: Turn | null
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

/** Of the dates that have ended a case keeps the last of each kind: an update that was missed has not been given since. */
const isPressing = `(@.kind == "next-update-by" && (@.state == "missed" || @.near == true))
  || ((@.kind == "promise" || @.kind == "in-doubt-by" || @.kind == "close-by") && @.state == "running")`

/**
 * Whether the answer to an offer is all that is left to wait for: it comes before every other date, something was done, the
 * customer has been answered, nothing is promised, and the next update is not near. Few cases are offered when so much is done; of the others no fold is
 * read.
 */
export const isOnlyOffered = (of: '' | 'c.') => `(${of}offered_to is not null and ${of}stage = 'action-done'
  and ${of}glance->'nextDue'->>'kind' in ('accept-by', 'sign-by') and ${of}turn = 'ours' and ${of}fold->>'unansweredSince' is null and ${of}fold->>'actedAt' is not null
  and ${of}fold->'danger' is null and not ${of}fold @? '$.deadlines[*] ? (${isPressing})')`

/**
 * Whether the signature of somebody else is all that is left to wait for: its date comes before every other, the customer has
 * been answered, nothing is promised, and the next update is not near. Its kind is read first, so that few folds are.
 */
const isOnlySigned = `(offered_to is null and glance->'nextDue'->>'kind' = 'sign-by' and turn = 'ours'
  and fold->>'unansweredSince' is null and fold->'danger' is null and not fold @? '$.deadlines[*] ? (${isPressing})'
  and not jsonb_path_exists(fold, '$.remedies[*] ? (@.state == "proposed" && @.asked.of == $owner)', jsonb_build_object('owner', owner)))`

const turnIs = {
  ours: `turn = 'ours'`,
  customers: `turn = 'customers'`,
  owners: `turn = 'ours' and not ${isOnlyOffered('')} and not ${isOnlySigned}`,
  others: `(turn = 'customers' or ${isOnlyOffered('')} or ${isOnlySigned})`,
  takers: isOnlyOffered(''),
  // Found by the remedies that wait, which have an index of their own.
  signers: `id in (select case_id from remedies where org_id = $1 and asked_of is not null) and ${isOnlySigned}`,
} satisfies Record<Turn, string>

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
    // What was taken back never was a case: no list has it.
    `state ${said(state) ? `= '${state}'` : `<> 'taken-back'`}`,
    said(owner) ? `owner = ${given(owner)}` : '',
    said(rung) ? `rung = ${given(rung)}` : '',
    // Nothing but an open case has a date, and an index of those alone is there.
    said(dueBefore) ? `state = 'open' and next_due_at < ${given(dueBefore)}` : '',
    turn ? turnIs[turn] : '',
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
