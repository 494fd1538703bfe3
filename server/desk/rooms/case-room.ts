import type { z } from 'zod'
import type { showRoom as contract } from '#contract/room.ts'
import type { Case } from '#domain/case/case.ts'
import { happened } from '#domain/case/event.ts'
import { mayAnswerInPublic } from '#domain/channel.ts'
import { readCase } from '#domain/case/read-case.ts'
import { atHandle } from '#domain/people/at-handle.ts'
import { closingNote, invitation, tongueFor } from '#domain/room/invitation.ts'
import { settledInvitation } from '#domain/room/settled-invitation.ts'
import { Refusal } from '#domain/refusal.ts'
import { listedCase } from '#server/store/case-list.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newestWords, wasToldInPublic } from '#server/store/closing-notes.ts'
import { newestRoomLink } from '#server/store/room-links.ts'
import { atTheDoor } from '#server/store/room-visits.ts'
import {
  accountOfRoom,
  closeRoom as closeRow,
  openRooms,
  roomOfCases,
  type RoomRow,
} from '#server/store/rooms.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { readPerson } from '#server/store/people.ts'
import { answerOn, memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf } from '../names.ts'
import { publicAddressOf } from '../replies/public-address.ts'
import { receiverOf } from '../replies/receiver.ts'
import { refuseUnseen } from '../cases/seen.ts'
import { sendReply } from '../replies/send-reply.ts'

type View = z.input<typeof contract.output>

/** The private room of a case, as a colleague sees it. */
export function showCaseRoom(desk: Desk, agent: Agent, { caseId }: { caseId: string }): Promise<View> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const row = await listedCase(tx, caseId)
    if (!row) throw new Refusal('not-found', 'There is no such case.')
    await refuseUnseen(tx, agent, caseId)
    const kase = readCase(row.fold)
    const chains = await withTaken(tx, [kase.id])
    const room = await roomOfCases(tx, chains)
    const { language = null, name = null } = (kase.person && (await readPerson(tx, kase.person))) || {}
    const tongue = tongueFor(room?.language ?? language, await newestWords(tx, chains))
    const visibility = await inviteBy(tx, kase)
    const { name: organisation } = await thisOrganisation(tx)
    const head = { to: name, by: (await namesOf(tx))(agent.handle).name, organisation }
    const isDue = isSettled(kase) && kase.isPublic && room?.entered_at && visibility === 'public'
    return {
      room: room ? await roomView(desk, tx, room) : null,
      invite: visibility === null ? null : { visibility, draft: invitation(visibility, tongue, head) },
      question:
        visibility === null || kase.state !== 'open' || (await publicAddressOf(desk, agent.org)) === null
          ? null
          : { visibility, draft: settledInvitation(visibility, tongue, head) },
      closingNote:
        isDue && !(await wasToldInPublic(tx, chains, settledSince(kase).toString()))
          ? closingNote(tongue)
          : null,
    }
  })
}

/** Whether it is settled by the word of whoever complained, or closed. */
const isSettled = ({ state, word }: Case) => state === 'closed' || word?.says === 'settled'

const settledSince = ({ word, lastContactAt }: Case) => (word?.says === 'settled' ? word.at : lastContactAt)

/** How the customer can be asked in: where everybody reads the thread, or by mail; null where nobody could be told apart. */
async function inviteBy(tx: OrgTx, kase: Case): Promise<'public' | 'private' | null> {
  if (kase.state === 'merged') return null
  const { account, channel } = await receiverOf(tx, kase)
  if (!account || account.person_id !== kase.person) return null
  if (account.kind === 'email') return mayAnswerInPublic(channel) ? null : 'private'
  return account.kind === 'handle' ? (mayAnswerInPublic(channel) ? 'public' : 'private') : null
}

async function roomView(desk: Desk, tx: OrgTx, room: RoomRow): Promise<View['room']> {
  const link = await newestRoomLink(tx, room.id)
  const account = await accountOfRoom(tx, room.account_id)
  if (!link || !account) return null
  const now = desk.now()
  const leads = link.used_at === null && link.ended_at === null
  const isOver = Temporal.Instant.compare(link.until_at, now) <= 0
  const waits =
    leads && !isOver && (await atTheDoor(tx, room.id, now.subtract({ minutes: 20 }).toString())) > 0
  return {
    state: stateOf({ room, isUsed: link.used_at !== null, isOver: isOver || !leads, waits }),
    address: account.kind === 'handle' ? atHandle(account.address) : account.address,
    offeredAt: link.made_at.toString(),
    until: leads && !isOver ? link.until_at.toString() : null,
    enteredAt: room.entered_at?.toString() ?? null,
    wantedAt: room.wanted_at?.toString() ?? null,
    wish: room.wish,
  }
}

type Stands = { room: RoomRow; isUsed: boolean; isOver: boolean; waits: boolean }

function stateOf({ room, isUsed, isOver, waits }: Stands): NonNullable<View['room']>['state'] {
  if (room.closed_at) return 'closed'
  if (isUsed) return 'entered'
  if (waits) return 'at-the-door'
  return isOver ? 'expired' : 'offered'
}

/**
 * Closes the room, and those of the cases that this one has taken over: no link and no open page leads there any more.
 * Closed already, it is closed.
 */
export function closeCaseRoom(
  desk: Desk,
  agent: Agent,
  asked: { caseId: string; key: string },
): Promise<Done> {
  const command = { name: 'closeRoom', key: asked.key, input: asked, caseId: asked.caseId }
  return answerOn(desk, agent, command, async (tx, { kase }) => {
    const now = desk.now()
    const chains = await withTaken(tx, [kase.id])
    const rooms = await openRooms(tx, chains)
    for (const room of rooms) await closeRow(tx, room, now.toString())
    const last = await roomOfCases(tx, chains)
    return {
      events: rooms.map((room) => happened('room-closed', now, memberActor(agent), { room })),
      id: last?.id ?? kase.id,
    }
  })
}

type Note = { caseId: string; body: string; sendAfter?: number; seq: number; key: string }

/** Says in public, where the matter began, that it is settled: nothing of what it was about, and not before it is. */
export function postClosingNote(desk: Desk, agent: Agent, note: Note): Promise<Done> {
  return sendReply(
    desk,
    agent,
    { ...note, visibility: 'public', asks: false },
    {
      name: 'postClosingNote',
      evenIfClosed: true,
      write: async (_, { kase }) => {
        if (!isSettled(kase))
          throw new Refusal(
            'conflict',
            'It is not settled yet: the customer has not said so, and it is open.',
          )
        return { body: note.body, events: [], is: { endsInPublic: true } }
      },
    },
  )
}
