import type { Case } from '#domain/case/case.ts'
import { isOwedToCustomer, isRunning, type ClockKind } from '#domain/case/deadline.ts'
import { frontLine, rungAbove, rungNamed } from '#domain/case/house.ts'
import { linkMark } from '#domain/room/invitation.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { messagesOf, readAttachment, type ShownMessage } from '#server/store/messages.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { promisesOn, type GivenPromise } from '#server/store/promises-given.ts'
import { readPerson } from '#server/store/people.ts'
import type { Wish } from '#server/store/rooms.ts'
import { readElsewhere } from '#server/store/settling-rules.ts'
import type { Desk } from '../desk.ts'
import { namesOf, type Names } from '../names.ts'
import { caseOfRoom } from './room-case.ts'
import type { Visit } from './room-visit.ts'
import { openedFile, openedMessages } from '../people/sealed-words.ts'

/** What somebody in a room reads: how their matter stands, who has it, what happens by when, and what was said. */
export type InRoom = {
  organisation: string
  number: number
  /** Whose room it is. */
  name: string | null
  language: string | null
  zone: string
  /** How they want to hear of us, and whether in large letters. */
  wish: Wish | null
  isLarge: boolean
  kase: Pick<Case, 'state' | 'stage' | 'turn' | 'word' | 'felt' | 'attempts' | 'toldNo'>
  owner: { name: string; role: string }
  /** By when somebody else takes up what they dispute; null where nobody was asked. */
  afreshBy: Temporal.Instant | null
  /** Where else they can go who do not accept our answer; null while they have not said so. */
  elsewhere: string | null
  /** The next date that is owed to them; null where none is, and whether one has passed. */
  next: { kind: ClockKind; dueAt: Temporal.Instant } | null
  isLate: boolean
  /** Who has it when that date goes by. */
  above: string | null
  promises: {
    /** As it was said to them; null where the words were erased. */
    what: string | null
    dueAt: Temporal.Instant
    state: 'running' | 'paused' | 'met' | 'missed'
  }[]
  messages: {
    id: string
    at: Temporal.Instant
    /** Who of us said it; null where they did. */
    by: string | null
    isPublic: boolean
    /** Null where it was erased. With {link} where a link of ours to this page stood. */
    text: string | null
    files: { part: number; name: string; size: number }[]
  }[]
}

/** Shows the room to whoever has come in; nothing where the matter is somebody else's by now. */
export function showRoom(desk: Desk, { org, room, account }: Visit): Promise<InRoom | undefined> {
  return desk.db.withOrg(org, async (tx) => {
    const kase = await caseOfRoom(tx, room.case_id, account.person_id)
    if (!kase) return undefined
    const { house } = await desk.policies.version(tx, kase.policy)
    const { name: organisation } = await thisOrganisation(tx)
    const person = await readPerson(tx, account.person_id)
    const names = await namesOf(tx)
    const chains = await withTaken(tx, [kase.id])
    const said = await openedMessages(desk, tx, await theirsOf(tx, chains, account.id))
    return {
      organisation,
      number: kase.number,
      name: person?.name ?? null,
      language: room.language ?? person?.language ?? null,
      zone: person?.zone ?? frontLine(house).hours.zone,
      kase,
      wish: room.wish,
      isLarge: room.is_large,
      owner: { name: names(kase.owner).name, role: rungNamed(house, kase.rung).title },
      ...dates(kase, desk.now()),
      above: rungAbove(house, kase.rung)?.title ?? null,
      afreshBy: kase.deadlines.find(({ id }) => kase.disputed && id === kase.offer?.deadline)?.dueAt ?? null,
      elsewhere: kase.word?.says === 'disagree' ? (await readElsewhere(tx)) || null : null,
      promises: promisesOf(kase, await promisesOn(tx, chains)),
      messages: said.map(shown(names)),
    }
  })
}

/** The newest that this account wrote, and that it was answered: another account of the same person is another conversation. */
const theirsOf = async (tx: OrgTx, chains: readonly string[], account: string) =>
  (await messagesOf(tx, chains, 100, { account })).filter(
    (message) => message.direction === 'in' || (message.direction === 'out' && hasArrived(message)),
  )

const hasArrived = ({ delivery_state: state }: ShownMessage) => state === null || state === 'done'

/** A link to a room, as it was posted where everybody reads it: it has led here and leads nowhere else. */
const roomLink = /https?:\/\/\S+?\/r\/[\w-]{43}(?![\w-])/g

const shown =
  (names: Names) =>
  (message: ShownMessage): InRoom['messages'][number] => ({
    id: message.id,
    at: message.at,
    by: message.member === null ? null : names(message.member).name,
    isPublic: message.is_public,
    text: (message.member === null ? message.body : message.body?.replaceAll(roomLink, linkMark)) ?? null,
    files: message.attachments.map(({ part, name, size }) => ({ part, name, size })),
  })

/** The next date that is owed to them; one that has passed is no date any more, and said to be late. */
function dates({ deadlines, state }: Case, now: Temporal.Instant): Pick<InRoom, 'next' | 'isLate'> {
  const owed = deadlines
    .filter(isRunning)
    .filter(({ kind }) => isOwedToCustomer(kind))
    .toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))
  const next = owed.find(({ dueAt }) => Temporal.Instant.compare(dueAt, now) > 0)
  const missed = deadlines.some(
    ({ kind, state: ended, dueAt }) =>
      isOwedToCustomer(kind) &&
      (ended === 'missed' || (ended === 'running' && Temporal.Instant.compare(dueAt, now) <= 0)),
  )
  return {
    next: next && state === 'open' ? { kind: next.kind, dueAt: next.dueAt } : null,
    isLate: state === 'open' && !next && missed,
  }
}

/** What was promised, as it was said to the customer. */
function promisesOf({ deadlines }: Case, given: readonly GivenPromise[]): InRoom['promises'] {
  const words = new Map(given.map(({ id, what }) => [id, what]))
  return deadlines.flatMap(({ id, kind, dueAt, state }) =>
    kind === 'promise' && state !== 'withdrawn' ? [{ what: words.get(id) ?? null, dueAt, state }] : [],
  )
}

/** A file of a message that is shown in the room. */
export function roomFile(
  desk: Desk,
  { org, room, account }: Visit,
  asked: { messageId: string; part: number },
): Promise<{ name: string; bytes: Buffer } | undefined> {
  return desk.db.withOrg(org, async (tx) => {
    const kase = await caseOfRoom(tx, room.case_id, account.person_id)
    if (!kase) return undefined
    const said = await theirsOf(tx, await withTaken(tx, [kase.id]), account.id)
    if (!said.some((message) => message.id === asked.messageId)) return undefined
    const file = await readAttachment(tx, asked.messageId, asked.part)
    return file && openedFile(desk, tx, asked.messageId, file)
  })
}
