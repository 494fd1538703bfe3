import type { z } from 'zod'
import type { writeDown as writing } from '#contract/by-hand.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { HandedOver } from '#server/channels/handed-over.ts'
import { understandHandedOver } from '#server/channels/handed-over.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { answerGiven } from '../replies/answer-given.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { connectionFor, keepWithin } from './keep-item.ts'
import { promiseOn } from '../cases/promise.ts'
import { locksFor } from './item-keys.ts'
import { receiveWithin } from './receive-item.ts'
import { reachSeen } from '../claims/reach-seen.ts'
import { holdCase, record, type HeldCase } from '../cases/record.ts'
import { refuseUnseen } from '../cases/seen.ts'
import { refuseFacts } from './take-item.ts'
import { takeWaitingFiles } from '../replies/waiting-files.ts'
import { whoWasHeard } from './who-was-heard.ts'

type Given = z.output<typeof writing.input>
type WrittenDown = z.input<typeof writing.output>

/**
 * Writes down what was heard, with the answer and the promise that were given at once: one command, done once, of which all
 * is kept or nothing.
 */
export async function writeDown(desk: Desk, agent: Agent, given: Given): Promise<WrittenDown> {
  const { org } = agent
  if (given.facts) await refuseFacts(desk, org, given.facts)
  const connection = await connectionFor(desk, org, given.channel)
  const from = await desk.db.withOrg(org, (tx) =>
    whoWasHeard(tx, agent, given.channel, given.from, given.personId),
  )
  const heard = itemOf(given, from)
  const id = newId(desk.now())
  const locks = locksFor(org, { id, understanding: understandHandedOver(heard) })
  const command = { name: 'writeDown', key: given.key, input: given, locks }
  return once(desk, org, command, async (tx) => {
    if (given.joins) await refuseUnseen(tx, agent, given.joins)
    const outcome = await receiveHeard(desk, tx, agent, { id, connection, given, heard })
    const held = await recordGiven(desk, tx, agent, await holdCase(tx, outcome.caseId), given)
    return { ...outcome, number: held.kase.number, seq: held.kase.seq }
  })
}

/** What was heard as the item that is kept of it; its key is what makes it one. */
const itemOf = (given: Given, from: HandedOver['from']): HandedOver => ({
  channel: given.channel,
  externalId: `by-hand ${given.key}`,
  at: given.at,
  from,
  ...(given.subject !== undefined && { subject: given.subject }),
  body: given.body,
  ...(given.facts && { facts: given.facts }),
  ...(given.writtenOn !== undefined && { writtenOn: given.writtenOn }),
  ...(given.personId !== undefined && { person: given.personId }),
  ...(given.joins !== undefined && { joins: given.joins }),
})

type Heard = { id: string; connection: string; given: Given; heard: HandedOver }

async function receiveHeard(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  { id, connection, given, heard }: Heard,
): Promise<{ caseId: string; outcome: WrittenDown['outcome'] }> {
  const files = await takeWaitingFiles(tx, agent, given.files)
  const item: HandedOver = {
    ...heard,
    ...(files.length > 0 && {
      files: files.map(({ name, type, bytes }) => ({ name, type, data: bytes.toString('base64') })),
    }),
  }
  await keepWithin(desk, tx, id, {
    connection,
    channel: given.channel,
    externalId: item.externalId,
    receivedAt: desk.now(),
    form: 'json',
    bytes: Buffer.from(JSON.stringify(item)),
    recipient: null,
  })
  const { outcome, caseId } = await receiveWithin(desk, tx, {
    id,
    connection,
    channel: given.channel,
    // Whole milliseconds, as the desk's clock has them.
    contactAt: Temporal.Instant.from(given.at).round({ smallestUnit: 'millisecond', roundingMode: 'floor' }),
    understanding: understandHandedOver(item),
    facts: given.facts ?? {},
    chosen: { person: given.personId, joins: given.joins },
  })
  if (caseId === null || (outcome !== 'opened' && outcome !== 'joined'))
    throw new Error('What a colleague writes down has a case.')
  return { caseId, outcome }
}

/** The answer comes before the promise, as it was said. */
async function recordGiven(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  held: HeldCase,
  { answer, promise, facts = {} }: Given,
): Promise<HeldCase> {
  const events: CaseEvent[] = [
    ...(typeof facts['followers'] === 'number' ? reachSeen(held.kase, agent, desk.now()) : []),
    ...(answer === undefined ? [] : await answerGiven(desk, tx, agent, held.kase, answer)),
    ...(promise === undefined ? [] : (await promiseOn(desk, tx, agent, held.kase, promise)).events),
  ]
  return events.length === 0 ? held : record(desk, tx, held, events)
}
