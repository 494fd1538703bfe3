import type { Case } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { linkMark } from '#domain/room/invitation.ts'
import { saysOnlyInvitation } from '#domain/room/says-only-invitation.ts'
import { Refusal } from '#domain/refusal.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { readPerson } from '#server/store/people.ts'
import { saveRoomLink, type Needs } from '#server/store/room-links.ts'
import { closeRoom, noteOffered, openRooms, roomOfCases, saveRoom } from '#server/store/rooms.ts'
import { memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf } from '../names.ts'
import type { Receiver } from '../replies/receiver.ts'
import { linkLasts, newRoomLink } from './room-link.ts'
import { sendReply, type IsReply } from '../replies/send-reply.ts'

type Asked = {
  caseId: string
  body: string
  visibility: 'private' | 'public'
  /** It asks besides whether the matter is settled, which one tap in the room answers. */
  asksSettled?: boolean
  /** Seconds in which it can still be taken back. */
  sendAfter?: number
  seq: number
  key: string
}

/**
 * Asks the customer into a private room, or sends another link to the room that they have: in public where everybody reads
 * the thread, by mail where their address is known. What it says passes the guard like any reply; the link before it leads
 * nowhere any more.
 */
export async function offerRoom(desk: Desk, agent: Agent, asked: Asked): Promise<Done> {
  if (asked.body.split(linkMark).length !== 2)
    throw new Refusal('invalid', `Say once where the link stands: write ${linkMark} there.`)
  return sendReply(
    desk,
    agent,
    { ...asked, asks: asked.asksSettled ?? false },
    { name: 'offerRoom', write: (tx, written) => offered(desk, tx, agent, { ...written, asked }) },
  )
}

type Written = { kase: Case; receiver: Receiver; message: string; asked: Asked }

async function offered(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  { kase, receiver, message, asked }: Written,
): Promise<{ body: string; events: CaseEvent[]; is?: IsReply }> {
  const now = desk.now()
  const { account, needs } = guestOf(kase, receiver, asked)
  const room = await roomFor(desk, tx, agent, { kase, receiver, account })
  const id = newId(now)
  const { digest, url } = await newRoomLink(desk, agent.org, id)
  const until = now.add(linkLasts).toString()
  await saveRoomLink(tx, { id, room, digest, message, needs, at: now.toString(), until })
  await noteOffered(tx, room)
  const event = happened('room-offered', now, memberActor(agent), { room, message, needs, until })
  // What goes by mail gets its link when it leaves: nobody at the desk reads it.
  return {
    body: needs === 'address' ? asked.body : asked.body.replace(linkMark, url),
    events: [event],
    ...((await onlyInvites(tx, agent, kase, asked)) && { is: { onlyInvites: true } }),
  }
}

/** Whether it says nothing but how to come in: neither of the matter, nor whether it is settled. */
async function onlyInvites(tx: OrgTx, agent: Agent, { person }: Case, { body, asksSettled }: Asked) {
  if (asksSettled) return false
  const to = person && (await readPerson(tx, person))?.name
  const by = (await namesOf(tx))(agent.handle).name
  const { name: organisation } = await thisOrganisation(tx)
  return saysOnlyInvitation(body, { to: to ?? null, by, organisation })
}

/** Who is asked in, and what they will have to show: whose the account is, or that the mail has reached them. */
function guestOf(
  { person }: Case,
  { account }: Receiver,
  { visibility }: Asked,
): { account: string; needs: Needs } {
  if (!account || (account.kind !== 'email' && account.kind !== 'handle'))
    throw new Refusal(
      'invalid',
      'A room is for somebody whom we know by an e-mail address or by an account on a network.',
    )
  if (account.person_id !== person)
    throw new Refusal(
      'invalid',
      'Several people share this account, so nobody could be told apart at the door.',
    )
  if (account.kind === 'email' && visibility === 'public')
    throw new Refusal('invalid', 'A link that goes to an address is sent in private.')
  return { account: account.id, needs: account.kind === 'email' ? 'address' : 'handle' }
}

/**
 * The room that the customer has, if it is theirs still, on this case or on one that it has taken over; else a new one.
 * Every other is closed.
 */
async function roomFor(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  { kase, receiver, account }: { kase: Case; receiver: Receiver; account: string },
): Promise<string> {
  const now = desk.now()
  const chains = await withTaken(tx, [kase.id])
  const known = await roomOfCases(tx, chains, account)
  const kept = known?.closed_at === null && known.account_id === account ? known.id : undefined
  for (const room of await openRooms(tx, chains)) if (room !== kept) await closeRoom(tx, room, now.toString())
  if (kept !== undefined) return kept
  const id = newId(now)
  await saveRoom(tx, {
    id,
    caseId: kase.id,
    account,
    connection: receiver.connection,
    channel: receiver.channel,
    at: now.toString(),
    by: agent.handle,
    language: null,
  })
  return id
}
