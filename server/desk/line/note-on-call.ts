import type { z } from 'zod'
import type { noteOnCall as noting } from '#contract/calls.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { understandHandedOver, type HandedOver } from '#server/channels/handed-over.ts'
import { noteCase, readCall, type CallRow } from '#server/store/calls.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { saveMessage } from '#server/store/messages.ts'
import { memberActor, once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { digestOf, newSalt } from '../digest.ts'
import { keepWithin } from '../items/keep-item.ts'
import { locksFor } from '../items/item-keys.ts'
import { receiveWithin } from '../items/receive-item.ts'
import { holdTaker, record } from '../cases/record.ts'
import { refuseUnseen } from '../cases/seen.ts'

type Asked = z.output<typeof noting.input>
type Noted = z.input<typeof noting.output>

/**
 * Writes down what is said on a call. The first words are the contact: they join the case that was chosen, or open one. What
 * follows on the same call is no further contact and is a note of it.
 */
export async function noteOnCall(desk: Desk, agent: Agent, asked: Asked): Promise<Noted> {
  const { org } = agent
  const call = await desk.db.withOrg(org, (tx) => ownCall(tx, agent, asked.callId))
  const id = newId(desk.now())
  const heard = itemOf(call, asked)
  const locks = locksFor(org, { id, understanding: understandHandedOver(heard) })
  return once(desk, org, { name: 'noteOnCall', key: asked.key, input: asked, locks }, async (tx) => {
    const now = await ownCall(tx, agent, asked.callId)
    const caseId =
      now.case_id ?? (await writeContact(desk, tx, agent, { id, call: now, heard, joins: asked.joins }))
    if (now.case_id === null) await noteCase(tx, now.id, caseId)
    return now.case_id === null ? seqOf(tx, caseId) : addNote(desk, tx, agent, { caseId, body: asked.body })
  })
}

/** Whoever's extension it rang at, and whoever leads, writes on a call. */
async function ownCall(tx: OrgTx, { handle, role }: Agent, id: string): Promise<CallRow> {
  const call = await readCall(tx, id)
  if (!call || (call.member !== handle && role === 'agent'))
    throw new Refusal('not-found', 'There is no such call.')
  return call
}

function itemOf(call: CallRow, { body, joins, name }: Asked): HandedOver {
  const called = name ?? call.caller_name ?? undefined
  return {
    channel: 'phone',
    externalId: `call noted ${call.id}`,
    at: call.rang_at.toString(),
    from: {
      ...(called !== undefined && { name: called }),
      ...(call.caller !== null && { phone: call.caller }),
      ...(called === undefined && call.caller === null && { name: 'Number withheld' }),
    },
    body,
    ...(joins !== undefined && { joins }),
  }
}

type Contact = { id: string; call: CallRow; heard: HandedOver; joins: string | null | undefined }

async function writeContact(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  { id, call, heard, joins }: Contact,
): Promise<string> {
  if (joins) await refuseUnseen(tx, agent, joins)
  await keepWithin(desk, tx, id, {
    connection: call.connection_id,
    channel: 'phone',
    externalId: heard.externalId,
    receivedAt: desk.now(),
    form: 'json',
    bytes: Buffer.from(JSON.stringify(heard)),
    recipient: null,
  })
  const { caseId } = await receiveWithin(desk, tx, {
    id,
    connection: call.connection_id,
    channel: 'phone',
    contactAt: call.rang_at,
    understanding: understandHandedOver(heard),
    facts: {},
    chosen: { person: undefined, joins },
  })
  if (caseId === null) throw new Error('What a colleague hears on a call has a case.')
  return caseId
}

async function seqOf(tx: OrgTx, id: string): Promise<Noted> {
  const { kase } = await holdTaker(tx, id)
  return { caseId: kase.id, number: kase.number, seq: kase.seq }
}

async function addNote(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  { caseId, body }: { caseId: string; body: string },
): Promise<Noted> {
  const held = await holdTaker(tx, caseId)
  await refuseUnseen(tx, agent, held.kase.id)
  const now = desk.now()
  const id = newId(now)
  const salt = newSalt()
  await saveMessage(tx, {
    id,
    caseId: held.kase.id,
    direction: 'note',
    channel: 'phone',
    connection: null,
    account: null,
    member: agent.handle,
    isPublic: false,
    at: now.toString(),
    subject: '',
    body,
    salt,
    keys: [],
  })
  const note: CaseEvent = happened('note-written', now, memberActor(agent), {
    message: id,
    digest: digestOf(salt, body),
    mentions: [],
  })
  const { kase } = await record(desk, tx, held, [note])
  return { caseId: kase.id, number: kase.number, seq: kase.seq }
}
