import { z } from 'zod'
import {
  RehearsalResult,
  type listRehearsals as listing,
  type readRehearsal as reading,
  type rehearsePolicy as contract,
} from '#contract/rehearsal.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { versionInForce } from '#server/store/policies.ts'
import {
  endRehearsal,
  newestRehearsals,
  noteRehearsed,
  rehearsalOf,
  saveRehearsal,
  takeUpRehearsal,
  type RehearsalRow,
} from '#server/store/rehearsals.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf, type Names } from '../names.ts'
import { versionAsked } from './policy-version-view.ts'
import { readPolicyData, readPolicyText } from './read-policy-text.ts'
import { rehearse } from './rehearse.ts'
import { seenAmong } from '../cases/seen.ts'

type Asked = z.output<typeof contract.input>

/** What a rehearsal is asked with, as it is kept. */
const Terms = z.object({
  from: z.string().nullable(),
  until: z.string().nullable(),
  seniorFrom: z.string().nullable(),
  minutes: z.number(),
})

/** Asks for a rehearsal of a version, or of a text that is not kept. Answers at once: it is done by whoever has time. */
export async function rehearsePolicy(
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<z.input<typeof contract.output>> {
  const asking = await once(
    desk,
    agent.org,
    { name: 'rehearsePolicy', key: asked.key, input: asked },
    async (tx) => {
      const now = desk.now()
      const document = await documentAsked(tx, asked, now)
      const against = asked.against ?? (await versionInForce(tx, now))
      const { row } = await versionAsked(tx, against, now)
      if (row.kept !== 'approved' && row.kept !== 'on-trial')
        throw new Refusal('invalid', `against: version ${against} was never published.`)
      refuseNoSuchRung(asked.seniorFrom, document.policy.ladder)
      const id = newId(now)
      const terms: z.input<typeof Terms> = {
        from: asked.from ?? null,
        until: asked.until ?? null,
        seniorFrom: asked.seniorFrom ?? null,
        minutes: asked.minutes,
      }
      await saveRehearsal(tx, {
        id,
        version: asked.version ?? null,
        written: JSON.stringify(document.document),
        against,
        asked: terms,
        by: agent.handle,
        at: now.toString(),
      })
      return { id }
    },
  )
  desk.nudge('work')
  return asking
}

async function documentAsked(tx: OrgTx, { version, text }: Asked, now: Temporal.Instant) {
  if (text !== undefined) return readPolicyText(text)
  if (version === undefined) throw new Refusal('invalid', 'Say which version is rehearsed, or give a text.')
  return readPolicyData((await versionAsked(tx, version, now)).row.document)
}

function refuseNoSuchRung(rung: string | undefined, ladder: readonly { id: string }[]) {
  if (rung === undefined || ladder.some(({ id }) => id === rung)) return
  throw new Refusal(
    'invalid',
    `seniorFrom: there is no rung "${rung}". The ladder has ${ladder.map(({ id }) => id).join(', ')}.`,
  )
}

/** A process that has said nothing of a rehearsal for so long has died, and another takes it up. */
const silence = Temporal.Duration.from({ seconds: 60 })

export const silentSince = (desk: Desk): Temporal.Instant => desk.now().subtract(silence)

/** Does a rehearsal that waits, unless another process does already. Answers whether it was ours. */
export async function runRehearsal(desk: Desk, org: string, id: string): Promise<boolean> {
  const row = await desk.db.withOrg(org, (tx) =>
    takeUpRehearsal(tx, id, desk.now().toString(), silentSince(desk)),
  )
  if (!row) return false
  const terms = Terms.parse(row.asked)
  const { policy } = readPolicyText(row.written)
  let toldAt = 0
  const tell = async (progress: number) => {
    if (desk.ending.aborted) throw new Error('The desk is ending; another process takes the rehearsal up.')
    if (performance.now() - toldAt < 500) return
    toldAt = performance.now()
    await desk.db.withOrg(org, (tx) => noteRehearsed(tx, id, progress, desk.now().toString()))
  }
  try {
    const result = await rehearse(desk, org, { policy, against: row.against, ...termsOf(terms) }, tell)
    await desk.db.withOrg(org, (tx) => endRehearsal(tx, id, { result }))
  } catch (fault) {
    if (desk.ending.aborted) return false
    await desk.db.withOrg(org, (tx) =>
      endRehearsal(tx, id, { because: 'Something went wrong on our side. Ask again.' }),
    )
    throw fault
  }
  return true
}

const termsOf = ({ from, until, seniorFrom, minutes }: z.output<typeof Terms>) => ({
  from: from === null ? null : Temporal.Instant.from(from),
  until: until === null ? null : Temporal.Instant.from(until),
  seniorFrom,
  minutes,
})

/** How far a rehearsal is, and what came out of it. Of the cases that it lists, those that a colleague may see. */
export const showRehearsal = (
  desk: Desk,
  agent: Agent,
  { rehearsalId }: z.output<typeof reading.input>,
): Promise<z.input<typeof reading.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const row = await rehearsalOf(tx, rehearsalId)
    if (!row) throw new Refusal('not-found', 'There is no such rehearsal.')
    const view = rowView(row, await namesOf(tx))
    if (row.result === null) return { ...view, result: null }
    const result = RehearsalResult.parse(row.result)
    const ids = result.list.map(({ caseId }) => caseId)
    const seen = await seenAmong(tx, agent, ids)
    return { ...view, result: { ...result, list: result.list.filter(({ caseId }) => seen.has(caseId)) } }
  })

/** The newest rehearsals, without their results. */
export const showRehearsals = (
  desk: Desk,
  { org }: Agent,
  { version }: z.output<typeof listing.input>,
): Promise<z.input<typeof listing.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const names = await namesOf(tx)
    return { rehearsals: (await newestRehearsals(tx, version ?? null, 50)).map((row) => rowView(row, names)) }
  })

const rowView = (row: RehearsalRow, names: Names) => ({
  id: row.id,
  version: row.version,
  against: row.against,
  askedBy: names(row.asked_by),
  askedAt: row.asked_at.toString(),
  state: row.state,
  progress: row.progress,
  because: row.because,
})
