import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { OrgTx } from '#server/store/database.ts'
import { isUuid } from '#server/store/is-uuid.ts'
import {
  endRoomVisit,
  holdRoomVisit,
  roomVisitOwner,
  seeRoomVisit,
  turnCookie,
  type RoomVisitRow,
} from '#server/store/room-visits.ts'
import { accountOfRoom, readRoom, type RoomAccount, type RoomRow } from '#server/store/rooms.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest } from '../digest.ts'
import { caseOfRoom } from './room-case.ts'

/** What a browser shows of itself: its cookie, and what it calls itself. */
export type Browser = { cookie: string | undefined; agent: string }

/** Somebody in a room, or at its door. */
export type Visit = {
  org: string
  id: string
  room: RoomRow
  account: RoomAccount
  row: RoomVisitRow
  /** The cookie that the browser gets in the place of the one that it showed. */
  turned: string | null
}

/** Whoever is in goes out after so long without a word, and after so long whatever they do. */
const rests = Temporal.Duration.from({ hours: 2 })
const lasts = Temporal.Duration.from({ hours: 12 })
/** Whoever stands at the door has so long. */
const waits = Temporal.Duration.from({ hours: 1 })
/** A cookie is turned when it is as old as that, and the one before is heard so long beside it. */
const turnsAfter = Temporal.Duration.from({ minutes: 10 })
const overlaps = Temporal.Duration.from({ seconds: 30 })

/** A new secret of a visit, and what is kept of it. */
export function newCookie(visit: string): { cookie: string; digest: Buffer } {
  const secret = randomBytes(32).toString('base64url')
  return { cookie: `${visit}.${secret}`, digest: cookieDigest(secret) }
}

const cookieDigest = (secret: string) => createHash('sha256').update(secret).digest()

/** What is kept of a browser: a cookie that another one shows is a stolen one. */
export const browserDigest = ({ masterKey }: Pick<Desk, 'masterKey'>, agent: string): Buffer =>
  keyedDigest(masterKey, `room browser ${agent}`)

/**
 * Who shows this cookie, if anybody may be in, or at the door, by it. It is bound to one browser and changes while it is
 * used: one that is shown again after it was changed has been copied, and then nobody stays in by it.
 */
export async function visitOf(desk: Desk, browser: Browser): Promise<Visit | undefined> {
  const [, id = '', secret = ''] = /^([\w-]{36})\.([\w-]{43})$/.exec(browser.cookie ?? '') ?? []
  if (!isUuid(id)) return undefined
  const org = await desk.db.asWorker((tx) => roomVisitOwner(tx, id))
  if (org === undefined) return undefined
  return desk.db.withOrg(org, async (tx) => {
    const row = await holdRoomVisit(tx, id)
    if (!row || isOver(desk, row)) return undefined
    const shown = await recognised(desk, tx, row, { digest: cookieDigest(secret), agent: browser.agent })
    const room = shown && (await readRoom(tx, row.room_id))
    const account = room && (await guestOfRoom(tx, room))
    return shown && room && account ? { org, id, room, account, row, turned: shown.turned } : undefined
  })
}

/** The account that a room is for: none once it is closed, its person was erased, or the case is somebody else's. */
export async function guestOfRoom(tx: OrgTx, room: RoomRow): Promise<RoomAccount | undefined> {
  const account = room.closed_at === null ? await accountOfRoom(tx, room.account_id) : undefined
  return account && (await caseOfRoom(tx, room.case_id, account.person_id)) ? account : undefined
}

function isOver({ now }: Desk, { entered_at, began_at, seen_at, ended_at }: RoomVisitRow): boolean {
  if (ended_at !== null) return true
  const ends = entered_at === null ? [began_at.add(waits)] : [entered_at.add(lasts), seen_at.add(rests)]
  return ends.some((at) => Temporal.Instant.compare(at, now()) <= 0)
}

/** Whether the cookie is the visit's, and what it is turned into. A copied one ends the visit, for whoever shows it. */
async function recognised(
  desk: Desk,
  tx: OrgTx,
  row: RoomVisitRow,
  { digest, agent }: { digest: Buffer; agent: string },
): Promise<{ turned: string | null } | null> {
  const now = desk.now()
  const at = now.toString()
  const isNewest = timingSafeEqual(row.digest, digest)
  const isBefore = row.before !== null && timingSafeEqual(row.before, digest)
  if (!isNewest && !isBefore) return null
  const isCopied = isBefore && row.settled_at !== null && isPast(now, row.settled_at.add(overlaps))
  if (isCopied || !timingSafeEqual(row.browser, browserDigest(desk, agent))) {
    await endRoomVisit(tx, row.id, at)
    return null
  }
  if (isBefore && row.settled_at !== null) return { turned: null }
  // The newest has never come back: its answer was lost on the way, and it is turned anew.
  if (isBefore || isPast(now, row.turned_at.add(turnsAfter))) {
    const next = newCookie(row.id)
    await turnCookie(tx, { visit: row.id, digest: next.digest, before: digest, at })
    return { turned: next.cookie }
  }
  await seeRoomVisit(tx, row.id, at)
  return { turned: null }
}

const isPast = (now: Temporal.Instant, at: Temporal.Instant) => Temporal.Instant.compare(now, at) > 0
