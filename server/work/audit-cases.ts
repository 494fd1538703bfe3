import type { Desk } from '#server/desk/desk.ts'
import { auditCases, mendStranded, reportBrokenChain } from '#server/desk/cases/audit-case.ts'
import { headHash } from '#server/desk/cases/chain.ts'
import {
  auditPlace,
  casesAfter,
  digestHeads,
  headsAfter,
  newestHead,
  saveAuditPlace,
  saveHead,
  saveVerifiedHead,
  strandedCases,
} from '#server/store/audits.ts'
import { feedAfter, readCounters } from '#server/store/feed.ts'
import { organisationIds } from '#server/store/organisations.ts'
import { eachAlone } from './each-alone.ts'

/** So many changes of an organisation are verified at once. */
export const auditStretch = 100

/** Where the slow sweep over all cases stands, an organisation: it starts anew when it has come round. */
export type Sweep = Map<string, string>

/** Audits every organisation a little further. Answers how many cases were looked at. */
export async function auditSome(desk: Desk, sweep: Sweep): Promise<number> {
  const organisations = await desk.db.asWorker(organisationIds)
  let looked = 0
  const audit = async ({ id: org }: { id: string }) => {
    looked += await auditStranded(desk, org)
    looked += await auditChanged(desk, org)
    await sweepOn(desk, org, sweep)
  }
  await eachAlone(organisations, audit, (fault) => desk.failed('audit', fault))
  if (looked > 0) desk.nudge('changes')
  return looked
}

/** Open cases without an owner or a date are mended at once. */
async function auditStranded(desk: Desk, org: string): Promise<number> {
  const stranded = await desk.db.withOrg(org, (tx) => strandedCases(tx, 20))
  for (const { id, ownerless } of stranded)
    await mendStranded(desk, org, id, ownerless ? 'ownerless' : 'clockless')
  return stranded.length
}

/** Verifies the cases that changed, in the order in which they did: chain, fold, and what the row says. */
async function auditChanged(desk: Desk, org: string): Promise<number> {
  const rows = await desk.db.withOrg(org, async (tx) => {
    const { verified_position: verified } = await auditPlace(tx)
    return feedAfter(tx, verified, auditStretch)
  })
  const last = rows.at(-1)
  if (!last) return 0
  await auditCases(desk, org, [...new Set(rows.map(({ case_id }) => case_id))])
  await desk.db.withOrg(org, (tx) => saveAuditPlace(tx, last.position, last.at.toString()))
  return rows.length
}

/** Beside what changed, every case comes round in the end: damage does not announce itself. */
async function sweepOn(desk: Desk, org: string, sweep: Sweep) {
  const start = '00000000-0000-0000-0000-000000000000'
  const cases = await desk.db.withOrg(org, (tx) => casesAfter(tx, sweep.get(org) ?? start, 10))
  await auditCases(
    desk,
    org,
    cases.map(({ id }) => id),
  )
  sweep.set(org, cases.at(-1)?.id ?? start)
}

/** Adds an hourly head: the heads of the chains that grew since the last one, chained to it. */
export async function headTheHour(desk: Desk): Promise<void> {
  const head = ({ id: org }: { id: string }) =>
    desk.db.withOrg(org, async (tx) => {
      await auditPlace(tx) // held, so that two processes do not head the same hour
      const last = await newestHead(tx)
      const now = desk.now()
      if (last && hourOf(last.at) === hourOf(now)) return
      const { position: to } = await readCounters(tx)
      const from = last?.to_position ?? 0
      if (to === from) return
      const digest = await digestHeads(tx, from, to)
      const n = (last?.n ?? 0) + 1
      const hash = headHash(last?.hash ?? Buffer.alloc(32), n, from, to, digest)
      await saveHead(tx, { n, from_position: from, to_position: to, at: now.toString(), digest, hash })
    })
  await eachAlone(await desk.db.asWorker(organisationIds), head, (fault) =>
    desk.failed('head the hour', fault),
  )
}

/** Verifies a few of the hourly heads: a case or a tail that is gone from the books gives another digest. */
export async function verifyHeads(desk: Desk): Promise<void> {
  const verify = ({ id: org }: { id: string }) =>
    desk.db.withOrg(org, async (tx) => {
      const { verified_head: verified } = await auditPlace(tx)
      const [before] = verified === 0 ? [] : await headsAfter(tx, verified - 1, 1)
      const heads = await headsAfter(tx, verified, 24)
      let hash = before?.hash ?? Buffer.alloc(32)
      for (const head of heads) {
        const digest = await digestHeads(tx, head.from_position, head.to_position)
        hash = headHash(hash, head.n, head.from_position, head.to_position, digest)
        if (!hash.equals(head.hash)) {
          await reportBrokenChain(desk, tx, org)
          break
        }
      }
      // Once round, then from the beginning again.
      await saveVerifiedHead(tx, heads.at(-1)?.n ?? 0)
    })
  await eachAlone(await desk.db.asWorker(organisationIds), verify, (fault) =>
    desk.failed('verify heads', fault),
  )
}

const hourOf = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 3_600_000)
