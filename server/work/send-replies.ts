import { setTimeout as sleep } from 'node:timers/promises'
import type { SendOutcome } from '#server/channels/channel.ts'
import { composeReply } from '#server/channels/email/compose.ts'
import { relayUrlOf } from '#server/channels/email/relay.ts'
import { sendMail } from '#server/channels/email/send.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { lookUpMailHost } from '#server/desk/connections/mail-reach.ts'
import { withRoomLink } from '#server/desk/rooms/room-link.ts'
import { openSecret } from '#server/desk/seal.ts'
import { settleSending } from '#server/desk/replies/settle-sending.ts'
import { traced } from '#server/desk/traced.ts'
import { organisationsWithRelays, relayOfConnection } from '#server/store/connections.ts'
import { filesToSend, replyToSend, type ReplyToSend } from '#server/store/messages.ts'
import { duePosts } from '#server/store/networks.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import {
  dueWork,
  dueWorkByHand,
  dueWorkByOwnRelay,
  dueWorkOfSamples,
  enterDoubt,
  takeWork,
  type WorkRow,
} from '#server/store/work.ts'
import { openHands, type Hands } from './hands.ts'
import { sendPost } from './send-posts.ts'

/** The way out for mail: a relay, and the sender's address where a connection has none of its own. */
export type WayOut = { relayUrl: string | null; defaultFrom: string; worker: number }

const timeouts = {
  connect: Temporal.Duration.from({ seconds: 20 }),
  greeting: Temporal.Duration.from({ seconds: 20 }),
  silence: Temporal.Duration.from({ minutes: 10 }),
}

/** So many replies are on their way at once, and so many of one organisation. */
const mostOnTheirWay = { all: 48, each: 16 }

/** Sends replies, and waits for no relay before it begins with the next one. */
export type ReplySending = {
  /** Begins to send what is due, as far as there are hands for it. Answers how much it began with. */
  begin(): Promise<number>
} & Pick<Hands, 'isFull' | 'busy' | 'idle'>

/** Opens the sending of replies. `freed` is told whenever there is a hand for another one. */
export function openReplySending(desk: Desk, way: WayOut, freed: () => void = () => undefined): ReplySending {
  const hands = openHands(mostOnTheirWay, {
    freed,
    // What breaks off at the end is settled as what a process leaves behind that has died.
    failed: (fault) => void (desk.ending.aborted || desk.failed('send', fault)),
  })
  /** Resolves when it is this process's: from then on it is not due any more. */
  const take = ({ org_id: org, id }: Due) =>
    new Promise<void>((taken) => {
      hands.begin(org, () => traced('send reply', () => sendOne(desk, way, org, id, taken)).finally(taken))
    })
  const takeAll = async (due: readonly Due[]) => {
    const taking: Promise<void>[] = []
    for (const one of due) if (hands.isFree(one.org_id)) taking.push(take(one))
    await Promise.all(taking)
    return taking.length
  }
  return {
    async begin() {
      let begun = await settleSamples(desk, way)
      if (way.relayUrl !== null)
        return (
          begun + (await takeAll(await desk.db.asWorker((tx) => dueWork(tx, desk.now(), 16, hands.busy()))))
        )
      // What colleagues give themselves needs no relay: it is written down as given all the same.
      begun += await takeAll(await desk.db.asWorker((tx) => dueWorkByHand(tx, desk.now(), 16)))
      for await (const due of dueByOwnRelays(desk)) begun += await takeAll(due)
      return begun
    },
    isFull: hands.isFull,
    busy: hands.busy,
    idle: hands.idle,
  }
}

/** Sends what is due, and waits until it has left. Answers how much there was. */
export async function sendDueReplies(desk: Desk, way: WayOut): Promise<number> {
  const sending = openReplySending(desk, way)
  const begun = await sending.begin()
  await sending.idle()
  return begun
}

/** Posts what is due in public: apart from mail, which must not wait for a network that does not answer. Answers how much there was. */
export async function sendDuePosts(desk: Desk, way: WayOut): Promise<number> {
  const due = await desk.db.asWorker((tx) => duePosts(tx, desk.now(), 16))
  await Promise.all(due.map(({ org_id, id }) => traced('send post', () => sendOne(desk, way, org_id, id))))
  return due.length
}

type Due = { org_id: string; id: string }

/** In a sample company nothing leaves the house: what was to be sent has arrived. */
async function settleSamples(desk: Desk, { worker }: WayOut): Promise<number> {
  const due = await desk.db.asWorker((tx) => dueWorkOfSamples(tx, desk.now(), 16))
  for (const { org_id: org, id } of due) {
    const work = await desk.db.withOrg(org, (tx) => takeWork(tx, id, worker))
    if (work) await settleSurely(desk, { org, work }, { outcome: 'sent' })
  }
  if (due.length > 0) desk.nudge('changes')
  return due.length
}

/** How many organisations are asked at once what is due by relays of their own. */
const page = 100

/**
 * Without a relay of the desk's, only what has one of its connection's own leaves; the rest stays queued, and visibly so.
 * Page by page, so that no organisation is one too many.
 */
async function* dueByOwnRelays(desk: Desk): AsyncGenerator<Due[]> {
  let orgs: { org_id: string }[] = []
  do {
    const after = orgs.at(-1)?.org_id ?? null
    orgs = await desk.db.asWorker((tx) => organisationsWithRelays(tx, after, page))
    const theirs = orgs.map(({ org_id: org }) =>
      desk.db.withOrg(org, (tx) => dueWorkByOwnRelay(tx, desk.now(), 16)),
    )
    yield (await Promise.all(theirs)).flat()
  } while (orgs.length === page)
}

async function sendOne(
  desk: Desk,
  way: WayOut,
  org: string,
  id: string,
  taken: () => void = () => undefined,
): Promise<void> {
  const work = await desk.db.withOrg(org, (tx) => takeWork(tx, id, way.worker))
  taken()
  if (!work) return
  const outcome = await attempt(desk, way, org, work).catch(
    // Nothing has left: what was thrown came before the content, or says that it was not ours to send.
    (fault: unknown): SendOutcome =>
      fault instanceof Refusal
        ? { outcome: 'refused', because: fault.message }
        : { outcome: 'try-later', because: 'The desk could not prepare the mail. It tries again.' },
  )
  await settleSurely(desk, { org, work }, outcome)
  desk.nudge('changes')
}

async function attempt(desk: Desk, way: WayOut, org: string, work: WorkRow): Promise<SendOutcome> {
  if (work.kind === 'give-reply') return { outcome: 'sent' }
  if (work.kind === 'send-post') return sendPost(desk, org, work)
  const reply = await desk.db.withOrg(org, (tx) => replyToSend(tx, work.message_id))
  if (!reply) return { outcome: 'refused', because: 'Its words, or its receiver, were erased.' }
  if (reply.kind !== 'email' || reply.address === null)
    return {
      outcome: 'refused',
      because: 'The desk cannot send on this channel: nobody is known there by e-mail.',
    }
  const { message_key: messageId } = reply
  if (!messageId) return { outcome: 'refused', because: 'Its thread was erased.' }
  const relay = (await ownRelay(desk, org, reply.connection_id)) ?? { relayUrl: way.relayUrl }
  if ('because' in relay) return { outcome: 'try-later', because: relay.because }
  const { relayUrl, address } = relay
  if (relayUrl === null) return { outcome: 'try-later', because: 'There is no relay to hand it to.' }
  const from = reply.from_address ?? way.defaultFrom
  const files = await desk.db.withOrg(org, (tx) => filesToSend(tx, work.message_id))
  const body = await withRoomLink(desk, org, { id: work.message_id, body: reply.body })
  const bytes = await composeReply({
    ...mailOf({ ...reply, body }, { messageId, from, to: reply.address }),
    files,
  })
  return sendMail({
    relayUrl,
    ...(address !== undefined && { address }),
    envelope: { from, to: reply.address },
    bytes,
    beforeData: async () => {
      const isOurs = await desk.db.withOrg(org, (tx) => enterDoubt(tx, work.id, work.attempts))
      if (!isOurs) throw new Error('Another process has taken this over.')
    },
    timeouts,
  })
}

/** A relay and where it was found, or why it is not connected. */
type RelayFound = { relayUrl: string | null; address?: string } | { because: string }

/** The relay by which the replies of a connection leave, where it has one of its own; looked up for each mail. */
export async function ownRelay(desk: Desk, org: string, connection: string): Promise<RelayFound | null> {
  const settings = await desk.db.withOrg(org, async (tx) => {
    const own = await relayOfConnection(tx, connection)
    if (!own?.relay || !own.sealed_relay || !own.wrapped_relay_key) return null
    const { wrapped_key } = await thisOrganisation(tx)
    const sealed = { secret: own.sealed_relay, key: own.wrapped_relay_key }
    return { ...own.relay, password: openSecret(desk.masterKey, wrapped_key, sealed) }
  })
  if (!settings) return null
  const { host, port } = settings
  const found = await lookUpMailHost(desk, { host, port, kind: 'smtp' })
  if (found.address === null) return { because: found.because }
  return { relayUrl: relayUrlOf(settings), address: found.address }
}

/** Everything in it comes from rows that do not change: sent again, it is the same mail to the byte. */
function mailOf(
  reply: ReplyToSend,
  { messageId, from, to }: { messageId: string; from: string; to: string },
) {
  const inReplyTo = reply.thread.at(-1)
  return {
    // Who writes, and for which house: nobody opens a mail from a name that they have never heard.
    from: { address: from, name: [reply.member_name, reply.organisation].filter(Boolean).join(', ') },
    to: { address: to, ...(reply.person_name !== null && { name: reply.person_name }) },
    subject: reply.subject,
    text: reply.body,
    messageId,
    ...(inReplyTo !== undefined && { inReplyTo }),
    references: reply.thread.slice(0, -1),
    date: reply.at,
    caseNumber: reply.case_number,
  }
}

/** A mail that has left must not stay unwritten because the database was away for a moment. */
async function settleSurely(desk: Desk, attempted: { org: string; work: WorkRow }, outcome: SendOutcome) {
  for (let pause = 100; ; pause *= 2) {
    try {
      return await settleSending(desk, attempted, outcome)
    } catch (error) {
      // However long it takes: what has left must not be left to be sent again, or to nobody.
      if (desk.ending.aborted) throw error
      await sleep(Math.min(pause, 30_000), undefined, { signal: desk.ending }).catch(() => undefined)
    }
  }
}
