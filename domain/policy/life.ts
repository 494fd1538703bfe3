import { allRows, type WrittenPolicy } from './written-policy.ts'

/** Where a version of the policy stands in its life. */
export type VersionState =
  | 'draft'
  | 'submitted'
  | 'scheduled'
  | 'in-force'
  | 'superseded'
  | 'on-trial'
  | 'lapsed'
  | 'withdrawn'

/** What is written down of a version's life. */
export type Life = {
  version: number
  /** How far people have brought it. */
  kept: 'draft' | 'submitted' | 'approved' | 'on-trial' | 'withdrawn'
  effectiveAt: Temporal.Instant | null
  /** Until when somebody answers for its findings; null where nothing was found. */
  until: Temporal.Instant | null
}

/** Where a version stands at a moment, when `inForce` is the version that new complaints are judged by. */
export function stateOf(life: Life, inForce: number, now: Temporal.Instant): VersionState {
  if (life.kept !== 'approved') return life.kept
  if (life.version === inForce) return 'in-force'
  if (life.until && Temporal.Instant.compare(life.until, now) <= 0) return 'lapsed'
  const isStillToCome = life.effectiveAt !== null && Temporal.Instant.compare(life.effectiveAt, now) > 0
  return isStillToCome ? 'scheduled' : 'superseded'
}

/** A finding, as far as it matters for whether somebody answers for it. */
type Marked = {
  readonly kind: string
  readonly table: string | null
  readonly rows: readonly string[]
  readonly saying: { readonly says: string; readonly [about: string]: unknown }
}

/**
 * What of a finding tells it from any other: this fault in these rows, or these hours on this rung without anybody. With
 * which facts it was shown makes no difference.
 */
export const markOf = ({ kind, table, rows, saying }: Marked): string =>
  JSON.stringify(
    saying['holes'] === undefined ? [kind, table, rows.toSorted()] : [kind, saying['rung'], saying['holes']],
  )

/** Whether anybody can answer for a finding: not for a ladder that no desk could follow. */
export const isAnswerable = ({ kind }: Pick<Marked, 'kind'>): boolean => kind !== 'endless'

/** That somebody answers for findings, by their marks, until a moment or until they take it back. */
type Answering = {
  readonly covers: readonly string[]
  readonly until: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
}

/** The findings for which nobody answers at a moment. */
export function unanswered<F extends Marked>(
  findings: readonly F[],
  answers: readonly Answering[],
  now: Temporal.Instant,
): F[] {
  const standing = answers.filter(
    ({ until, endedAt }) => endedAt === null && Temporal.Instant.compare(until, now) > 0,
  )
  const covered = new Set(standing.flatMap(({ covers }) => covers))
  return findings.filter((finding) => !covered.has(markOf(finding)))
}

/**
 * From when on there is a finding for which nobody answers: now, where there is one already; null where nothing was found.
 */
export function answeredUntil(
  findings: readonly Marked[],
  answers: readonly Answering[],
  now: Temporal.Instant,
): Temporal.Instant | null {
  const ends = answers
    .filter(({ until, endedAt }) => endedAt === null && Temporal.Instant.compare(until, now) > 0)
    .map(({ until }) => until)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
  return [now, ...ends].find((end) => unanswered(findings, answers, end).length > 0) ?? null
}

/** By `table.row` the handle of whoever answers for a rule. */
export type RuleOwners = Readonly<Record<string, string>>

/** The name under which a rule has its owner. */
export const ruleName = (table: string, row: string): string => `${table}.${row}`

/**
 * Who answers for each rule of a new version: a rule that stands as it stood keeps its owner, and one that is new or
 * was changed belongs to whoever wrote the version.
 */
export function ownersAfter(
  before: WrittenPolicy,
  owners: RuleOwners,
  after: WrittenPolicy,
  author: string,
): RuleOwners {
  const known = new Map(rulesOf(before).map(({ name, says }) => [name, says]))
  return Object.fromEntries(
    rulesOf(after).map(({ name, says }) => [
      name,
      known.get(name) === says ? (owners[name] ?? author) : author,
    ]),
  )
}

const rulesOf = ({ tables }: WrittenPolicy) =>
  tables.flatMap((table) =>
    allRows(table).map((row) => ({
      name: ruleName(table.id, row.id),
      says: JSON.stringify([byName(row.when), byName(row.then), row.because ?? null]),
    })),
  )

/** In whatever order somebody wrote them down. */
const byName = (parts: Readonly<Record<string, unknown>>) =>
  Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1))
