import { setTimeout as sleep } from 'node:timers/promises'
import type { SendOutcome } from '#server/channels/channel.ts'
import { composeReply } from '#server/channels/email/compose.ts'
import { sendMail } from '#server/channels/email/send.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { settleOrphan, settleSending } from '#server/desk/settle-sending.ts'
import { replyToSend, type ReplyToSend } from '#server/store/messages.ts'
import { dueWork, enterDoubt, orphanedWork, takeWork, type WorkRow } from '#server/store/work.ts'
import { eachAlone } from './each-alone.ts'

/** The way out for mail: a relay, and the sender's address where a connection has none of its own. */
export type WayOut = { relayUrl: string | null; defaultFrom: string; worker: number }

const timeouts = {
  connect: Temporal.Duration.from({ seconds: 20 }),
  greeting: Temporal.Duration.from({ seconds: 20 }),
  silence: Temporal.Duration.from({ minutes: 10 }),
}

/** Sends what is due, several at a time. Answers how much there was. */
export async function sendDueReplies(desk: Desk, way: WayOut): Promise<number> {
  const { relayUrl } = way
  // Without a relay replies stay queued, and visibly so.
  if (relayUrl === null) return 0
  const due = await desk.db.asWorker((tx) => dueWork(tx, desk.now(), 16))
  await Promise.all(due.map(({ org_id, id }) => sendOne(desk, { ...way, relayUrl }, org_id, id)))
  return due.length
}

/** Settles what processes left behind that have died. */
export async function settleOrphans(desk: Desk): Promise<number> {
  const orphans = await desk.db.asWorker((tx) => orphanedWork(tx, 100))
  const settled = await eachAlone(
    orphans,
    ({ org_id, id }) => settleOrphan(desk, org_id, id),
    (fault) => desk.failed('settle orphan', fault),
  )
  if (settled > 0) desk.nudge('work')
  return settled
}

type OpenWay = WayOut & { relayUrl: string }

async function sendOne(desk: Desk, way: OpenWay, org: string, id: string): Promise<void> {
  const work = await desk.db.withOrg(org, (tx) => takeWork(tx, id, way.worker))
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

async function attempt(desk: Desk, way: OpenWay, org: string, work: WorkRow): Promise<SendOutcome> {
  const reply = await desk.db.withOrg(org, (tx) => replyToSend(tx, work.message_id))
  if (!reply) return { outcome: 'refused', because: 'Its words, or its receiver, were erased.' }
  if (reply.kind !== 'email' || reply.address === null)
    return {
      outcome: 'refused',
      because: 'The desk cannot send on this channel: nobody is known there by e-mail.',
    }
  const { message_key: messageId } = reply
  if (!messageId) return { outcome: 'refused', because: 'Its thread was erased.' }
  const from = reply.from_address ?? way.defaultFrom
  const bytes = await composeReply(mailOf(reply, { messageId, from, to: reply.address }))
  return sendMail({
    relayUrl: way.relayUrl,
    envelope: { from, to: reply.address },
    bytes,
    beforeData: async () => {
      const isOurs = await desk.db.withOrg(org, (tx) => enterDoubt(tx, work.id, work.attempts))
      if (!isOurs) throw new Error('Another process has taken this over.')
    },
    timeouts,
  })
}

/** Everything in it comes from rows that do not change: sent again, it is the same mail to the byte. */
function mailOf(
  reply: ReplyToSend,
  { messageId, from, to }: { messageId: string; from: string; to: string },
) {
  const inReplyTo = reply.thread.at(-1)
  return {
    from: { address: from, name: reply.member_name ?? reply.from_name },
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
