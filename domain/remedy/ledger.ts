import { applyEvent } from '../case/apply-event.ts'
import type { Case } from '../case/case.ts'
import type { CaseEvent } from '../case/event.ts'
import type { Rule } from './entitlement.ts'
import { isCommitted, type Remedy, type Sort } from './remedy.ts'

/** A line of the ledger: what an event has moved. Its sums over a remedy say what is reserved for it, and what was given. */
export type LedgerLine = {
  remedy: string
  entry: 'approved' | 'given' | 'withdrawn' | 'reversed'
  sort: Sort
  what: string
  currency: string
  /** What it counts for below the caps, signed; what was given in money, signed. Smallest units. */
  committed: number
  given: number
  /** By which rung's authority it was signed, whose that is, and who signed. */
  rung: string
  authority: string
  signer: string
  rule: Rule | null
  at: Temporal.Instant
}

const entries: ReadonlySet<string> = new Set([
  'remedy-approved',
  'remedy-given',
  'remedy-withdrawn',
  'remedy-reversed',
])

/** The lines that some events add to the ledger, from the case as it was before them. */
export function ledgerLines(before: Case, events: readonly CaseEvent[]): LedgerLine[] {
  if (!events.some(({ type }) => entries.has(type))) return []
  const lines: LedgerLine[] = []
  let kase = before
  for (const event of events) {
    const after = applyEvent(kase, event)
    const line = lineOf(kase, after, event)
    if (line) lines.push(line)
    kase = after
  }
  return lines
}

function lineOf(before: Case, after: Case, event: CaseEvent): LedgerLine | null {
  switch (event.type) {
    case 'remedy-approved':
    case 'remedy-given':
    case 'remedy-withdrawn':
    case 'remedy-reversed': {
      const [was, is] = [before, after].map(({ remedies }) =>
        remedies?.find(({ id }) => id === event.data.id),
      )
      if (!was || !is?.signed) return null
      const { id: remedy, sort, what, currency, rule, signed } = is
      const moved = [weightIn(is) - weightIn(was), givenIn(is) - givenIn(was)] as const
      const [committed, given] = moved
      const said = { remedy, sort, what, currency, rule, committed, given, at: event.at }
      const { rung, of: authority, by: signer } = signed
      return { ...said, entry: entryOf(event.type), rung, authority, signer }
    }
    default:
      return null
  }
}

const entryOf = (type: `remedy-${LedgerLine['entry']}`): LedgerLine['entry'] => {
  switch (type) {
    case 'remedy-approved':
      return 'approved'
    case 'remedy-given':
      return 'given'
    case 'remedy-withdrawn':
      return 'withdrawn'
    case 'remedy-reversed':
      return 'reversed'
  }
}

const weightIn = (remedy: Remedy) => (isCommitted(remedy) ? remedy.weighs : 0)

const givenIn = ({ state, amount }: Remedy) => (state === 'given' ? (amount ?? 0) : 0)

/** What the ledger must come to for a remedy, going by the case alone. */
export const standsAt = (remedy: Remedy): { committed: number; given: number } => ({
  committed: weightIn(remedy),
  given: givenIn(remedy),
})
