import { accountKey } from '#domain/account-key.ts'
import { frontLine } from '#domain/case/house.ts'
import { happened } from '#domain/case/event.ts'
import type { Shown } from '#domain/room/room-event.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { readPerson } from '#server/store/people.ts'
import {
  countWrong,
  holdRoomLinkOf,
  readRoomLink,
  roomLinkOwner,
  useRoomLink,
  type RoomLinkRow,
} from '#server/store/room-links.ts'
import { enterRoom, holdRoomVisit, saveRoomVisit, thinOutDoor } from '#server/store/room-visits.ts'
import { noteEntered, noteWanted, readRoom, type RoomAccount, type RoomRow } from '#server/store/rooms.ts'
import { claimCodeDigest } from '../claims/claim-code.ts'
import type { Desk } from '../desk.ts'
import { holdTaker, record } from '../cases/record.ts'
import { roomCode } from './room-code.ts'
import { isRoomToken, newRoomLink, roomLinkDigest } from './room-link.ts'
import { browserDigest, guestOfRoom, newCookie, type Visit } from './room-visit.ts'

/** Where a link leads, before anybody has shown who they are: whose page it is, and of which company. Nothing of the matter. */
export type Door = {
  org: string
  organisation: string
  room: RoomRow
  account: RoomAccount
  link: RoomLinkRow
  /** Whether the link leads in; one that was used, has run out or was replaced does not. */
  isOpen: boolean
}

/** Where a link leads; nowhere when it is none, its room is closed, or its person was erased: all the same to who asks. */
export async function doorAt(desk: Desk, token: string): Promise<Door | undefined> {
  if (!isRoomToken(token)) return undefined
  const digest = roomLinkDigest(token)
  const org = await desk.db.asWorker((tx) => roomLinkOwner(tx, digest))
  return org === undefined ? undefined : desk.db.withOrg(org, (tx) => doorWithin(desk, tx, digest))
}

async function doorWithin(desk: Desk, tx: OrgTx, digest: Buffer): Promise<Door | undefined> {
  const link = await readRoomLink(tx, digest)
  const room = link && (await readRoom(tx, link.room_id))
  const account = room && (await guestOfRoom(tx, room))
  if (!link || !room || !account) return undefined
  const { name } = await thisOrganisation(tx)
  return { org: tx.org, organisation: name, room, account, link, isOpen: leadsIn(desk, link) }
}

/** Whether a link is over because too many other addresses were named at it. */
export const isOverByGuesses = ({ link }: Door): boolean =>
  link.needs === 'address' && link.wrong >= mostWrong

/**
 * What stands around a code: whose page it is, in which zone its times are, the customer's where it is known, and where
 * another is to be had once it has run out.
 */
export async function aroundCode(
  desk: Desk,
  { org, row, account }: Visit,
): Promise<{ organisation: string; zone: string; again: string | null }> {
  const { name, zone } = await desk.db.withOrg(org, async (tx) => {
    const { house } = await desk.policies.inForce(tx)
    const person = await readPerson(tx, account.person_id)
    return {
      name: (await thisOrganisation(tx)).name,
      zone: person?.zone ?? frontLine(house).hours.zone,
    }
  })
  const until = row.code_until
  const isOver = until !== null && row.heard_at === null && Temporal.Instant.compare(until, desk.now()) <= 0
  const again = isOver ? new URL((await newRoomLink(desk, org, row.link_id)).url).pathname : null
  return { organisation: name, zone, again }
}

const leadsIn = ({ now }: Desk, { used_at, ended_at, until_at }: RoomLinkRow) =>
  used_at === null && ended_at === null && Temporal.Instant.compare(until_at, now()) > 0

/**
 * So many may stand at a door whose code has not come. Where more come, whoever stands there the longest goes, and nobody
 * is refused: a crowd of strangers keeps nobody out whose door it is.
 */
const mostAtDoor = 500
const codeLasts = Temporal.Duration.from({ minutes: 15 })

/** Gives a browser a place at the door and a code, which has to come from the account that the room is bound to. */
export async function standAtDoor(desk: Desk, { org, room, link }: Door, agent: string): Promise<string> {
  const now = desk.now()
  const id = newId(now)
  const { cookie, digest } = newCookie(id)
  await desk.db.withOrg(org, async (tx) => {
    await thinOutDoor(tx, room.id, mostAtDoor - 1)
    await saveRoomVisit(tx, {
      id,
      room: room.id,
      link: link.id,
      digest,
      browser: browserDigest(desk, agent),
      at: now.toString(),
      code: {
        digest: claimCodeDigest(desk, org, roomCode(desk, id)),
        until: now.add(codeLasts).toString(),
      },
    })
  })
  return cookie
}

/** What came of a knock: a cookie that lets in, or why it stays shut. */
export type Knocked = { cookie: string } | { shut: 'wrong' | 'not-yet' | 'over' }

/** So many other addresses may be named at a link. */
const mostWrong = 5

/** Lets in whoever names the address that the link was sent to: the link has reached them. It leads in once. */
export async function enterByAddress(
  desk: Desk,
  { org, link: { id: linkId }, room, account }: Door,
  given: { address: string; agent: string },
): Promise<Knocked> {
  const now = desk.now()
  const at = now.toString()
  const visit = newId(now)
  const { cookie, digest } = newCookie(visit)
  return desk.db.withOrg(org, async (tx) => {
    const held = await holdTaker(tx, room.case_id)
    const link = await holdRoomLinkOf(tx, linkId)
    if (!link || !leadsIn(desk, link) || link.needs !== 'address') return { shut: 'over' }
    if (accountKey({ kind: 'email', address: given.address }) !== account.address_key) {
      await countWrong(tx, link.id, mostWrong, at)
      return { shut: link.wrong + 1 >= mostWrong ? 'over' : 'wrong' }
    }
    const browser = browserDigest(desk, given.agent)
    await saveRoomVisit(tx, { id: visit, room: room.id, link: link.id, digest, browser, at, code: null })
    await welcome(desk, tx, held, { room, link, shown: 'mail' })
    return { cookie }
  })
}

/** Lets in whoever stands at the door when their code has come from the account; the browser gets another cookie. */
export async function enterByCode(desk: Desk, visit: Visit): Promise<Knocked> {
  const at = desk.now().toString()
  const { cookie, digest } = newCookie(visit.id)
  const knocked = await desk.db.withOrg(visit.org, async (tx): Promise<Knocked> => {
    const held = await holdTaker(tx, visit.room.case_id)
    const link = await holdRoomLinkOf(tx, visit.row.link_id)
    const row = await holdRoomVisit(tx, visit.id)
    if (!link || !row || !leadsIn(desk, link)) return { shut: 'over' }
    if (row.heard_at === null || row.heard_in === null) return { shut: 'not-yet' }
    await enterRoom(tx, { visit: row.id, room: visit.room.id, digest, at })
    await welcome(desk, tx, held, { room: visit.room, link, shown: row.heard_in, isTold: row.is_told })
    return { cookie }
  })
  desk.nudge('changes')
  return knocked
}

async function welcome(
  desk: Desk,
  tx: OrgTx,
  held: Awaited<ReturnType<typeof holdTaker>>,
  { room, link, shown, isTold }: { room: RoomRow; link: RoomLinkRow; shown: Shown; isTold?: boolean },
) {
  const now = desk.now()
  await useRoomLink(tx, link.id, now.toString())
  await noteEntered(tx, room.id, now.toString())
  await record(desk, tx, held, [
    happened('room-entered', now, 'desk', { room: room.id, shown, ...(isTold && { isTold: true as const }) }),
  ])
}

/**
 * Somebody asks for another link in the place of one that is over. It goes to the account that the room is bound to and to
 * nobody else, and a colleague sends it: whoever holds an old link makes us write to nobody.
 */
export async function wantLink(desk: Desk, { org, room }: Door): Promise<void> {
  await desk.db.withOrg(org, async (tx) => {
    const held = await holdTaker(tx, room.case_id)
    const now = desk.now()
    if (await noteWanted(tx, room.id, now.toString()))
      await record(desk, tx, held, [happened('room-link-wanted', now, 'desk', { room: room.id })])
  })
  desk.nudge('changes')
}
