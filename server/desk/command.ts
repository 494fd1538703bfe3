import type { CaseEvent } from '#domain/case/event.ts'
import type { Case } from '#domain/case/case.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Role } from '#domain/role.ts'
import type { Sees } from '#domain/team.ts'
import type { OrgTx } from '#server/store/database.ts'
import { eventsAfter } from '#server/store/events.ts'
import { saveRemark } from '#server/store/messages.ts'
import { newId } from '#server/store/id.ts'
import { answerOf, rememberAnswer } from '#server/store/commands.ts'
import type { Desk } from './desk.ts'
import { digestOf, keyedDigest, lockOf, newSalt } from './digest.ts'
import { holdCase, holdTaker, record, type HeldCase } from './cases/record.ts'
import { withReachSeen } from './claims/reach-seen.ts'
import { refuseUnseen } from './cases/seen.ts'

/** The colleague, or the program in a colleague's name, who asks for something. */
export type Agent = {
  org: string
  handle: string
  name: string
  role: Role
  /** The teams whose cases they see; null where they see every case. */
  sees: Sees
  /** Who made the token that acts in their name: what it does, that one does as well. */
  hand?: string
  /** They are a program by a token of which nobody knows any more who made it. */
  isOfUnknownHand?: true
}

/** Which command it is, and the key under which it is done once. */
export type Command = {
  name: string
  key: string | undefined
  input: unknown
  /** It holds more than one case: such commands take turns, so that no two wait for each other's cases. */
  several?: boolean
  /** More that has to wait for it, and it for them: the locks of accounts, as receiving takes them. */
  locks?: readonly bigint[]
}

/** What a command on a case answers. */
export type Done = { caseId: string; seq: number; id: string }

/**
 * Carries out a command once. The same key again gives the first answer; the same key for another command is refused.
 * Two that come at the same time wait for each other.
 */
export async function once<T>(
  desk: Desk,
  org: string,
  command: Command,
  act: (tx: OrgTx) => Promise<T>,
): Promise<T> {
  const answer = await onceByKey(desk, org, command, act)
  desk.nudge('changes')
  return answer
}

function onceByKey<T>(desk: Desk, org: string, command: Command, act: (tx: OrgTx) => Promise<T>): Promise<T> {
  const { key, name, input, several = false } = command
  const locks = [...(several ? [lockOf(org, 'several cases')] : []), ...(command.locks ?? [])]
  if (key === undefined) return desk.db.withOrg(org, act, locks)
  // Keyed, because they outlive the words that they are over: nobody can test a guess against them.
  const digest = keyedDigest(desk.masterKey, `${name}\n${JSON.stringify(input)}`)
  const keyDigest = keyedDigest(desk.masterKey, `command ${key}`).toString('base64url')
  return desk.db.withOrg(
    org,
    async (tx) => {
      const before = await answerOf(tx, keyDigest)
      if (before && !before.digest.equals(digest))
        throw new Refusal('conflict', 'This key was used for another command. Choose a new one.')
      // What was remembered under this digest is what this command answers.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      if (before) return before.answer as T
      const answer = await act(tx)
      await rememberAnswer(tx, { key: keyDigest, digest, answer, at: desk.now().toString() })
      return answer
    },
    [...locks, lockOf(org, keyDigest)],
  )
}

/** What a command makes of a case: events, the id of what was made, and when a reply in it may leave where not at once. */
export type Made = { events: CaseEvent[]; id: string; sendsAt?: Temporal.Instant }

/** A command on one case, by somebody who has seen it at `seq`. */
export function commandOn(
  desk: Desk,
  agent: Agent,
  name: string,
  input: { caseId: string; seq: number; key: string },
  make: (tx: OrgTx, held: HeldCase) => Promise<Made>,
  holds: Pick<Command, 'several' | 'locks'> = {},
): Promise<Done> {
  return once(desk, agent.org, { name, key: input.key, input, ...holds }, async (tx) => {
    const held = await holdCase(tx, input.caseId)
    await refuseUnseen(tx, agent, held.kase.id)
    refuseTakenBack(held.kase)
    await refuseStale(tx, held.kase, input.seq)
    return recordMade(desk, tx, agent, held, await make(tx, held))
  })
}

/**
 * A command that answers a question which only stands once: an offer, a promise, a reply in doubt.
 * What was asked of a case that has been taken over is answered on the one that took it.
 */
export function answerOn(
  desk: Desk,
  agent: Agent,
  command: Command & { caseId: string },
  make: (tx: OrgTx, held: HeldCase) => Promise<Made>,
): Promise<Done> {
  return once(desk, agent.org, command, async (tx) => {
    const held = await holdTaker(tx, command.caseId)
    await refuseUnseen(tx, agent, held.kase.id)
    refuseTakenBack(held.kase)
    return recordMade(desk, tx, agent, held, await make(tx, held))
  })
}

async function recordMade(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  held: HeldCase,
  { events, id, sendsAt }: Made,
): Promise<Done> {
  const told = withReachSeen(held.kase, agent, events, desk.now())
  const { kase } = await record(desk, tx, held, told, {}, sendsAt)
  return { caseId: kase.id, seq: kase.seq, id }
}

/** A command is refused when the customer or a colleague moved the case since its author looked; a clock tick is no move. */
async function refuseStale(tx: OrgTx, kase: Case, seq: number) {
  if (kase.seq === seq) return
  if (seq > kase.seq)
    throw new Refusal('invalid', `This case is at seq ${kase.seq}; ${seq} has not happened yet.`)
  const changed = await eventsAfter(tx, kase.id, 0, kase.seq - seq)
  throw new Refusal(
    'conflict',
    'The case has changed since you opened it. Look at what is new, then decide again.',
    {
      seq: kase.seq,
      changed: changed.map(({ type, at, actor }) => ({ type, at: at.toString(), by: actor })),
    },
  )
}

/** Refuses what only an open case can take, in words that say what to do. */
export function refuseUnlessOpen({ state, mergedInto }: Case, wanted: string): void {
  if (state === 'closed') throw new Refusal('conflict', `This case is closed. Reopen it to ${wanted}.`)
  if (state === 'merged')
    throw new Refusal('conflict', `This case was taken over by another. Open that one to ${wanted}.`, {
      mergedInto,
    })
}

/** Refuses whatever is asked of a case that was taken back: it never was one. */
export function refuseTakenBack({ state }: Pick<Case, 'state'>): void {
  if (state === 'taken-back')
    throw new Refusal(
      'conflict',
      'This case was taken back: what it was made of is set aside, or in quarantine, again. Make it a case there first.',
    )
}

/** Writes a colleague's words down in a row of their own; the event names them by id and salted digest. */
export async function remarkOn(
  desk: Desk,
  tx: OrgTx,
  caseId: string,
  body: string,
): Promise<{ remark: string; digest: string }> {
  const id = newId(desk.now())
  const salt = newSalt()
  await saveRemark(tx, { id, caseId, body, salt })
  return { remark: id, digest: digestOf(salt, body) }
}

export const memberActor = (agent: Agent) => `member:${agent.handle}` as const

/** Those who may take and give any case, whatever rung they stand on. */
export const leads = ({ role }: Agent): boolean => role !== 'agent'
