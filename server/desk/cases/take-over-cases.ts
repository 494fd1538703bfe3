import type { z } from 'zod'
import type { takeOverCases as contract } from '#contract/policy.ts'
import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { trialGoing } from '#server/store/policy-trials.ts'
import { versionInForce } from '#server/store/policies.ts'
import { saveVersionEvent } from '#server/store/policy-versions.ts'
import {
  casesToTakeOver,
  countTaken,
  finishTakeOver,
  leftToTakeOver,
  noteProgress,
  saveTakeOver,
  takeOverOf,
  type TakeOverRow,
} from '#server/store/policy-take-overs.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf } from '../names.ts'
import { versionAsked } from '../policy/policy-version-view.ts'
import { holdCase, record } from './record.ts'

type Asked = z.output<typeof contract.input>
type View = z.input<typeof contract.output>

/** Asks that the version in force judges the open cases too. The work is done bit by bit, after this has answered. */
export async function takeOverCases(desk: Desk, agent: Agent, asked: Asked): Promise<View> {
  const { version, because, key } = asked
  const asking = await once(desk, agent.org, { name: 'takeOverCases', key, input: asked }, async (tx) => {
    const now = desk.now()
    const { state } = await versionAsked(tx, version, now)
    if (state !== 'in-force')
      throw new Refusal(
        'conflict',
        `Version ${version} is not in force: only that one takes open cases over.`,
      )
    if (await trialGoing(tx))
      throw new Refusal(
        'conflict',
        'A trial is going: cases keep the version that was drawn for them until it is read.',
      )
    const id = newId(now)
    const at = now.toString()
    if (!(await saveTakeOver(tx, { id, version, by: agent.handle, because, at })))
      throw new Refusal('conflict', 'Open cases are being taken over already. Wait until that is done.')
    const event = {
      version,
      kind: 'taken-over',
      at,
      by: agent.handle,
      words: because,
    } as const
    await saveVersionEvent(tx, event)
    const row = await takeOverOf(tx, id)
    if (!row) throw new Error('What was written down is there.')
    return takeOverView(tx, row)
  })
  desk.nudge('work')
  return asking
}

/** A batch as the screens show it. */
export async function takeOverView(tx: OrgTx, row: TakeOverRow): Promise<View> {
  const names = await namesOf(tx)
  return {
    id: row.id,
    version: row.version,
    state: row.finished_at ? 'finished' : 'going',
    taken: row.taken,
    left: row.finished_at ? 0 : await leftToTakeOver(tx, row.version),
    askedBy: names(row.asked_by),
    askedAt: row.asked_at.toString(),
  }
}

/**
 * Goes on with a batch where it stands: a few cases, each in a transaction of its own, each judged by the new version from
 * now on and told so in its chain. A case that it judges already, or that is closed by now, is left alone: so a batch that
 * was cut off, or that two processes work at, does everything once. Answers whether there is more to do.
 */
export async function goOnTakingOver(desk: Desk, org: string, id: string): Promise<boolean> {
  const going = await desk.db.withOrg(org, async (tx) => {
    const row = await takeOverOf(tx, id)
    if (!row || row.finished_at) return undefined
    // Another version is in force by now: those cases are not this one's to take any more.
    if ((await versionInForce(tx, desk.now())) !== row.version) return { row, cases: [] }
    return { row, cases: await casesToTakeOver(tx, row.version, row.after_case, 50) }
  })
  if (!going) return false
  const { row, cases } = going
  if (cases.length === 0) {
    await desk.db.withOrg(org, (tx) => finishTakeOver(tx, id, desk.now().toString()))
    return false
  }
  for (const { id: caseId } of cases) {
    if (desk.ending.aborted) return false
    // One case that cannot be judged stays as it is; the others go on.
    await takeOver(desk, org, row, caseId).catch((fault: unknown) => desk.failed('take over', fault))
    await desk.db.withOrg(org, (tx) => noteProgress(tx, id, caseId))
  }
  desk.nudge('changes')
  return true
}

const takeOver = (desk: Desk, org: string, { id, version }: TakeOverRow, caseId: string) =>
  desk.db.withOrg(org, async (tx) => {
    const held = await holdCase(tx, caseId)
    if (held.kase.state !== 'open' || held.kase.policy === version) return
    const event = happened('policy-changed', desk.now(), 'desk', { policy: version, batch: id })
    await record(desk, tx, held, [event])
    await countTaken(tx, id)
  })
