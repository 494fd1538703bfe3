import type { z } from 'zod'
import type { showLedger as contract } from '#contract/remedies.ts'
import { asPolicyWrites, decimalsOf } from '#domain/remedy/money.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { ledgerPage, ledgerSums, type LedgerFilter, type LedgerRow } from '#server/store/remedy-ledger.ts'
import type { Agent } from '../command.ts'
import type { Desk, PolicyInForce } from '../desk.ts'
import { keyedDigest } from '../digest.ts'
import { monthBegan, remedyRules } from './judging.ts'
import { namesOf, type Names } from '../names.ts'
import { rungView } from './remedy-view.ts'

type Asked = z.output<typeof contract.input>
type Answer = z.input<typeof contract.output>

/** The longest stretch that one look at the books is about: a leap year. */
const longest = { hours: 24 * 366 }

/** The books of remedies: the newest lines of a stretch of time, and what they come to. */
export const showLedger = (desk: Desk, agent: Agent, asked: Asked): Promise<Answer> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const inForce = await desk.policies.inForce(tx)
    const filter = filterOf(desk, agent, asked, inForce)
    // One more than are shown tells whether there are older ones.
    const rows = await ledgerPage(tx, filter, { after: asked.after ?? null, limit: asked.limit + 1 })
    const shown = rows.slice(0, asked.limit)
    const sums = await ledgerSums(tx, filter, asked.by, inForce.house.deskHours.zone, 500)
    const names = await namesOf(tx)
    return {
      currency: (await remedyRules(tx)).currency,
      from: filter.from,
      until: filter.until,
      lines: shown.map((row) => lineView(row, names, inForce)),
      next: rows.length > asked.limit ? (shown.at(-1)?.id ?? null) : null,
      sums: sums.map((sum) => ({ ...sum, name: nameOf(sum.key, asked.by, names, inForce, desk) })),
    }
  })

/** The stretch of time and whatever else lines are chosen by: this month, where nothing is said. */
export function filterOf(
  desk: Desk,
  agent: Agent,
  asked: Omit<Asked, 'by' | 'after' | 'limit'>,
  { house }: PolicyInForce,
): LedgerFilter {
  const now = desk.now()
  const from = asked.from ? Temporal.Instant.from(asked.from) : monthBegan(now, house.deskHours.zone)
  const until = asked.until ? Temporal.Instant.from(asked.until) : now.add({ seconds: 1 })
  if (Temporal.Instant.compare(from, until) >= 0)
    throw new Refusal('invalid', 'until: a stretch of time ends after it begins.')
  if (Temporal.Instant.compare(from.add(longest), until) < 0)
    throw new Refusal('invalid', 'from: the books are shown for a year at a time.')
  return {
    from: from.toString(),
    until: until.toString(),
    sort: asked.sort ?? null,
    what: asked.what ?? null,
    rung: asked.rung ?? null,
    signer: asked.signer ?? null,
    sees: agent.sees,
  }
}

function lineView(row: LedgerRow, names: Names, inForce: PolicyInForce): Answer['lines'][number] {
  const { case_id: caseId, remedy_id: remedyId, at, policy, rule, rung, authority, signer, ...said } = row
  return {
    ...said,
    caseId,
    remedyId,
    at: at.toString(),
    rung: rungView(rung, inForce),
    authority: names(authority),
    signer: names(signer),
    rule: ruleWords(policy, rule),
  }
}

const ruleWords = (policy: number | null, rule: string | null) =>
  policy === null || rule === null ? null : `${policy}/${rule}`

/** What a sum is called. A customer is told apart from others in the books, and not by name. */
function nameOf(
  key: string | null,
  by: Asked['by'],
  names: Names,
  inForce: PolicyInForce,
  desk: Desk,
): string | null {
  if (key === null) return null
  if (by === 'rung') return rungView(key, inForce).name
  if (by === 'signer') return names(key).name
  if (by === 'person') return keyedDigest(desk.masterKey, `person ${key}`).toString('hex').slice(0, 8)
  return key
}

/** The lines as a table to take along: codes, amounts and dates, and no word about any customer. */
export const takeLedgerAlong = (desk: Desk, agent: Agent, asked: Omit<Asked, 'by' | 'after' | 'limit'>) =>
  desk.db.withOrg(agent.org, async (tx: OrgTx) => {
    const inForce = await desk.policies.inForce(tx)
    const filter = filterOf(desk, agent, asked, inForce)
    const from = Temporal.Instant.from(filter.from).toZonedDateTimeISO(inForce.house.deskHours.zone)
    const rows = await wholeLedger(tx, filter)
    const lines = [columns, ...rows.map(cellsOf)].map((cells) => `${cells.map(cell).join(',')}\r\n`)
    return { name: `remedies-${from.toPlainDate().toString()}.csv`, csv: lines.join('') }
  })

/** Every line of a stretch of time, read page by page. */
async function wholeLedger(tx: OrgTx, filter: LedgerFilter): Promise<LedgerRow[]> {
  const limit = 5000
  const rows: LedgerRow[] = []
  for (;;) {
    const page = await ledgerPage(tx, filter, { after: rows.at(-1)?.id ?? null, limit })
    rows.push(...page)
    if (page.length < limit) return rows
  }
}

const columns = [
  'at',
  'case',
  'remedy',
  'entry',
  'sort',
  'what',
  'currency',
  'committed',
  'given',
  'running',
  'rung',
  'authority',
  'signer',
  'rule',
]

const cellsOf = (row: LedgerRow): (string | number)[] => [
  row.at.toString(),
  row.number,
  row.remedy_id,
  row.entry,
  row.sort,
  row.what,
  row.currency,
  amount(row.committed, row.currency),
  amount(row.given, row.currency),
  amount(row.running, row.currency),
  row.rung,
  row.authority,
  row.signer,
  ruleWords(row.policy, row.rule) ?? '',
]

/** As a spreadsheet adds it up: `40.00` euros, `4000` yen. */
const amount = (minor: number, currency: string): string =>
  asPolicyWrites(minor, currency).toFixed(decimalsOf(currency))

/** RFC 4180; what a spreadsheet would take for a formula is written as text. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(value)
  const text = !isNumber && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
