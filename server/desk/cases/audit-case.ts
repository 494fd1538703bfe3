import { applyEvent } from '#domain/case/apply-event.ts'
import { openCase } from '#domain/case/open-case.ts'
import { isOpen, type Case } from '#domain/case/case.ts'
import { happened, type Breach, type CaseEvent } from '#domain/case/event.ts'
import { answersFor, rungAbove, rungNamed } from '#domain/case/house.ts'
import { offerTo } from '#domain/case/offer.ts'
import { saysTheSame } from '#domain/case/says-the-same.ts'
import { readCase, type SavedCase } from '#domain/case/read-case.ts'
import { standsAt } from '#domain/remedy/ledger.ts'
import { readRemedy } from '#domain/remedy/read-remedy.ts'
import {
  readForAudit,
  rewriteFold,
  saveBreach,
  seeForAudit,
  type RowForAudit,
  type SeenForAudit,
} from '#server/store/audits.ts'
import type { OrgTx } from '#server/store/database.ts'
import { chainOf, type EventRow } from '#server/store/events.ts'
import { newId } from '#server/store/id.ts'
import { booksOf } from '#server/store/remedy-ledger.ts'
import { chainStart, linkHash } from './chain.ts'
import type { Desk } from '../desk.ts'
import { readEvent } from './read-event.ts'
import { columnsOf, holdCase, record, type HeldCase } from './record.ts'

/** What a case is by its chain: the fold of its events, and where the chain stops holding. */
type Retold = { kase: Case | null; head: Buffer; holds: boolean }

/**
 * Holds cases against their chains. All are first looked at as one moment shows them, which holds nobody up; one that is not
 * certainly sound is then looked at again, alone, with its row locked.
 */
export async function auditCases(desk: Desk, org: string, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += 20) {
    const some = ids.slice(from, from + 20)
    const seen = await desk.db.withOrg(org, (tx) => seeForAudit(tx, some))
    for (const id of some) {
      const rows = seen.filter((row) => row.id === id)
      if (!isCertainlySound(org, id, rows)) await auditCase(desk, org, id)
    }
    await auditBooks(
      desk,
      org,
      seen.flatMap(({ row }) => (row?.fold.remedies ? [row.fold] : [])),
    )
  }
}

function isCertainlySound(org: string, id: string, rows: readonly SeenForAudit[]): boolean {
  const row = rows[0]?.row
  if (!row) return false
  const { kase, head, holds } = retell(org, id, rows)
  return holds && kase !== null && head.equals(Buffer.from(row.head, 'hex')) && isAsTold(row, kase)
}

/** Whether a row says of its case what its chain tells. */
function isAsTold(row: Omit<RowForAudit, 'head'>, kase: Case): boolean {
  const columns = columnsOf(kase)
  return (
    saysTheSame(JSON.parse(JSON.stringify(kase)), row.fold) &&
    columns.state === row.state &&
    columns.owner === row.owner &&
    columns.rung === row.rung &&
    columns.severity === row.severity &&
    sameTime(columns.nextDueAt, row.next_due_at) &&
    sameTime(columns.lookAgainAt, row.look_again_at) &&
    saysTheSame(JSON.parse(columns.glance), row.glance)
  )
}

/** Holds a case against its chain. What differs is written down, told, and mended from the chain. */
export function auditCase(desk: Desk, org: string, id: string): Promise<void> {
  return desk.db.withOrg(org, async (tx) => {
    const row = await readForAudit(tx, id)
    const chain = await chainOf(tx, id)
    if (!row) {
      // A chain without its case: it was taken away.
      if (chain.length > 0) await reportBrokenChain(desk, tx, id)
      return
    }
    const retold = retell(org, id, chain)
    if (!retold.holds || !retold.head.equals(row.head)) {
      const isNew = await reportBrokenChain(desk, tx, id)
      // Nobody can tell what was true: somebody has to look, as far as there is still a case to show them.
      if (isNew && row.fold.id === id)
        await writeBreach(desk, tx, { kase: readCase(row.fold), head: row.head }, 'chain-broken')
      return
    }
    if (!retold.kase || isAsTold(row, retold.kase)) return
    const columns = columnsOf(retold.kase)
    await rewriteFold(tx, id, { ...columns, fold: JSON.stringify(retold.kase), head: retold.head })
    await mend(desk, tx, { kase: retold.kase, head: retold.head }, 'fold-differs')
  })
}

/**
 * Mends an open case that lists without an owner or a date: first from its chain; if the chain says the same,
 * by giving it both. Whatever the cause, somebody higher is asked to look.
 */
export function mendStranded(desk: Desk, org: string, id: string, breach: Breach): Promise<void> {
  return desk.db.withOrg(org, async (tx) => {
    const row = await readForAudit(tx, id)
    if (!row || row.state !== 'open' || (row.owner !== null && row.next_due_at !== null)) return
    const retold = retell(org, id, await chainOf(tx, id))
    const isSound = retold.holds && retold.head.equals(row.head)
    // A chain that was cut is told first, and its head is never written over: it is the evidence.
    if (!isSound) await reportBrokenChain(desk, tx, id)
    const held = isSound && retold.kase ? { kase: retold.kase, head: retold.head } : await holdCase(tx, id)
    const { kase } = held
    await rewriteFold(tx, id, { ...columnsOf(kase), fold: JSON.stringify(kase), head: held.head })
    await mend(desk, tx, held, breach)
  })
}

/** Writes the breach in the books and on the case, and tells whoever runs the desk. */
async function mend(desk: Desk, tx: OrgTx, held: HeldCase, breach: Breach) {
  const now = desk.now()
  const { kase } = held
  const isNew = await saveBreach(tx, {
    id: newId(now),
    caseId: kase.id,
    breach,
    at: now.toString(),
    mendedAt: now.toString(),
  })
  if (!isNew) return
  desk.alarm({ breach, org: tx.org, caseId: kase.id })
  await writeBreach(desk, tx, held, breach)
}

/** Writes a breach on the case, gives it an owner where there is none, and asks somebody higher to look. */
async function writeBreach(desk: Desk, tx: OrgTx, held: HeldCase, breach: Breach) {
  const now = desk.now()
  const { kase } = held
  const { house } = await desk.policies.versionFor(tx, kase.policy, { caseId: kase.id })
  const events: CaseEvent[] = [happened('breach-found', now, 'desk', { breach })]
  if (!kase.owner) {
    const rung = rungNamed(house, kase.rung)
    events.push(
      happened('owner-assigned', now, 'desk', { owner: answersFor(rung, now, kase.number), rung: rung.id }),
    )
  }
  const owned = events.reduce(applyEvent, kase)
  const above = isOpen(owned) && !owned.offer ? rungAbove(house, owned.rung) : undefined
  if (above) events.push(offerTo(owned, above, house, now, { trigger: 'audit', by: 'desk' }))
  // What is wrong with a row is put right by writing it anew; what is wrong with a chain stays wrong.
  if (breach !== 'chain-broken' && breach !== 'ledger-differs')
    events.push(happened('breach-mended', now, 'desk', { breach }))
  await record(desk, tx, held, events)
}

/**
 * A chain that does not hold, of a case or of the organisation, cannot be mended: it is told, once, and stays in the
 * books. Answers whether it was new.
 */
export async function reportBrokenChain(desk: Desk, tx: OrgTx, id: string): Promise<boolean> {
  const now = desk.now()
  const breach = { id: newId(now), caseId: id, breach: 'chain-broken', at: now.toString(), mendedAt: null }
  const isNew = await saveBreach(tx, breach)
  if (isNew) desk.alarm({ breach: 'chain-broken', org: tx.org, caseId: id })
  return isNew
}

/**
 * Holds the ledger of remedies against the cases that tell of them. A case that was taken over tells of its remedies no more:
 * its taker does.
 */
async function auditBooks(desk: Desk, org: string, folds: readonly SavedCase[]): Promise<void> {
  const telling = folds.filter(({ state }) => state !== 'merged')
  if (telling.length === 0) return
  const suspects = await desk.db.withOrg(org, (tx) => atOdds(tx, telling))
  for (const { id } of suspects)
    await desk.db.withOrg(org, async (tx) => {
      const held = await holdCase(tx, id)
      const [stillAtOdds] = await atOdds(tx, [JSON.parse(JSON.stringify(held.kase))])
      if (!stillAtOdds || held.kase.state === 'merged') return
      const now = desk.now()
      const breach = {
        id: newId(now),
        caseId: id,
        breach: 'ledger-differs',
        at: now.toString(),
        mendedAt: null,
      }
      if (!(await saveBreach(tx, breach))) return
      desk.alarm({ breach: 'ledger-differs', org, caseId: id })
      await writeBreach(desk, tx, held, 'ledger-differs')
    })
}

/** The cases whose remedies come to something else in the ledger. */
async function atOdds(tx: OrgTx, folds: readonly SavedCase[]): Promise<SavedCase[]> {
  const remedies = folds.flatMap((fold) => fold.remedies ?? [])
  const rows = await booksOf(
    tx,
    remedies.map(({ id }) => id),
  )
  const books = new Map(rows.map(({ id, committed, given }) => [id, { committed, given }]))
  return folds.filter((fold) =>
    fold.remedies?.some((saved) => {
      const { committed, given } = books.get(saved.id) ?? { committed: 0, given: 0 }
      const told = standsAt(readRemedy(saved))
      return told.committed !== committed || told.given !== given
    }),
  )
}

/** Tells the case again from its events, checking each link. */
function retell(org: string, id: string, rows: readonly EventRow[]): Retold {
  let head: Buffer = chainStart
  let kase: Case | null = null
  for (const [index, row] of rows.entries()) {
    head = linkHash(org, id, head, row)
    if (row.seq !== index + 1 || !head.equals(row.hash)) return { kase, head, holds: false }
    const event = readEvent(row)
    kase =
      kase === null ? (event.type === 'case-opened' ? openCase(id, event) : null) : applyEvent(kase, event)
  }
  return { kase, head, holds: kase !== null }
}

const sameTime = (text: string | null, at: Temporal.Instant | string | null) =>
  text === null || at === null
    ? text === at
    : Temporal.Instant.from(text).epochMilliseconds === Temporal.Instant.from(at).epochMilliseconds
