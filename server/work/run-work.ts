import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk } from '#server/desk/desk.ts'
import { endForgottenCalls } from '#server/desk/line/end-calls.ts'
import { nextLook } from '#server/store/cases.ts'
import { giveNextPositions } from '#server/store/feed.ts'
import type { Station } from '#server/store/station.ts'
import { nextWork } from '#server/store/work.ts'
import { auditSome, auditStretch, headTheHour, verifyHeads, type Sweep } from './audit-cases.ts'
import { checkClaims } from './check-claims.ts'
import { ring } from './clock.ts'
import { forgetByRule } from './forget-by-rule.ts'
import { lookAfterTrials, rehearseWaiting, switchPolicies } from './look-after-policy.ts'
import { atOnce, loop, type Loop } from './loop.ts'
import { receiveWaiting, type Failures } from './receive-waiting.ts'
import { openNoticeSending } from './send-notices.ts'
import { openReplySending, sendDuePosts, type WayOut } from './send-replies.ts'
import { settleOrphans, type Sightings } from './settle-orphans.ts'
import { forgetWhatWasTold, tellColleagues } from './tell-colleagues.ts'

const second = Temporal.Duration.from({ seconds: 1 })
const minute = Temporal.Duration.from({ minutes: 1 })
const hour = Temporal.Duration.from({ hours: 1 })

/** What the desk does without being asked, each in a loop of its own; any number of processes do it side by side. */
export type Work = { ring: Loop; send: Loop; receive: Loop; all: Loop[] }

/** Starts what the desk does without being asked. */
export function runWork(desk: Desk, way: WayOut, claims: Pick<Station, 'claim'>): Work {
  const start = (name: string, step: () => Promise<Temporal.Duration>, pace = 0) =>
    loop(name, step, desk.ending, desk.failed, pace)
  const sweep: Sweep = new Map()
  const failures: Failures = new Map()
  const sightings: Sightings = new Map()
  const ringing = start(
    'ring',
    async () => {
      // Asked after every change: most often nothing is due yet.
      const rest = untilDue(desk, await desk.db.asWorker(nextLook), minute)
      if (rest.sign > 0) return rest
      await ring(desk)
      return atOnce
    },
    together,
  )
  const audits = whileClaimed(claims, auditing)
  const send = sendingReplies(desk, way, start)
  const receive = start('receive', async () =>
    (await receiveWaiting(desk, waitingFor, failures)) > 0 ? atOnce : second,
  )
  const others = [
    start('settle orphans', async () =>
      (await settleOrphans(desk, { sightings, patience })) > 0 ? atOnce : second,
    ),
    start('post', async () => ((await sendDuePosts(desk, way)) > 0 ? atOnce : second)),
    start('audit', async () => restAfter((await audits()) ? await auditSome(desk, sweep) : 0)),
    start('tell colleagues', async () => ((await tellColleagues(desk)) ? atOnce : second)),
    sendingNotices(desk, way, start),
    start('forget what was told', async () => {
      await forgetWhatWasTold(desk)
      return hour
    }),
    start('check claims', async () => ((await checkClaims(desk)) > 0 ? atOnce : second)),
    start('switch policies', async () => ((await switchPolicies(desk)) ? atOnce : second)),
    start('rehearse', async () => {
      await rehearseWaiting(desk)
      return second
    }),
    start('look after trials', async () => {
      await lookAfterTrials(desk)
      return hour
    }),
    start('end forgotten calls', async () =>
      (await endForgottenCalls(desk)) > 0 ? atOnce : Temporal.Duration.from({ seconds: 30 }),
    ),
    start('forget by rule', async () => ((await forgetByRule(desk)) > 0 ? atOnce : hour)),
    start('heads', async () => {
      await headTheHour(desk)
      await verifyHeads(desk)
      return minute
    }),
  ]
  return { ring: ringing, send, receive, all: [ringing, send, receive, ...others] }
}

type Start = (name: string, step: () => Promise<Temporal.Duration>) => Loop

/** Sends replies in a loop that no relay holds up; it has ended when the last one that is on its way has. */
function sendingReplies(desk: Desk, way: WayOut, start: Start): Loop {
  const sending = openReplySending(desk, way, () => sent.wake())
  const sent = start('send', async () => {
    if ((await sending.begin()) > 0) return atOnce
    // Without a relay replies stay queued and due: what their connections send themselves is looked for now and then.
    if (way.relayUrl === null || sending.isFull()) return second
    // Another process may have been given a reply and died before it could send it, or say so.
    return untilDue(desk, await desk.db.asWorker((tx) => nextWork(tx, sending.busy())), second)
  })
  return { ...sent, done: sent.done.then(() => sending.idle()) }
}

/** Lets notices leave in a loop; it has ended when the last one that is on its way has left. */
function sendingNotices(desk: Desk, way: WayOut, start: Start): Loop {
  const sending = openNoticeSending(desk, way)
  const begun = start('send notices', async () => ((await sending.begin()) > 0 ? atOnce : second))
  return { ...begun, done: begun.done.then(() => sending.idle()) }
}

/** Any number that nobody else claims: one process at a time audits, and another when that one has ended. */
const auditing = 4_600_003n

/** Answers whether this process has what it claims; asked again, it tries again. */
function whileClaimed({ claim }: Pick<Station, 'claim'>, key: bigint): () => Promise<boolean> {
  let held: AbortSignal | null = null
  return async () => {
    if (held === null || held.aborted) held = await claim(key)
    return held !== null
  }
}

/** The next changes are verified along with those that come meanwhile, as a look at few costs as much as one at many. */
function restAfter(audited: number): Temporal.Duration {
  if (audited >= auditStretch) return atOnce
  return Temporal.Duration.from({ seconds: audited > 0 ? 1 : 5 })
}

/** Gives committed changes their positions until the signal: every process runs it, and one at a time does it. */
export const runSequencer = (desk: Desk, ending: AbortSignal): Loop =>
  loop('sequence', () => sequenceOnce(desk), ending, desk.failed, together)

/** Milliseconds between two looks at what has changed: what happens meanwhile is looked at together. */
const together = 5

/** An item that a living process is receiving right now is left to it for so long. */
const waitingFor = Temporal.Duration.from({ seconds: 2 })

/** So long a process that lost its connection has to say again that it lives, before its work is settled for it. */
const patience = Temporal.Duration.from({ seconds: 3 })

/** Where another process is giving positions, it may have looked before our change was there: look again shortly. */
async function sequenceOnce(desk: Desk): Promise<Temporal.Duration> {
  const most = 1000
  const taken = await desk.db.asWorker((tx) => giveNextPositions(tx, desk.now(), most))
  if (taken === null) await sleep(5)
  // What is committed from now on rings the bell of the process that does it.
  return taken === null || taken === most ? atOnce : second
}

/** Rests until something is due, at most so long: a clock that was set back must not put the desk to sleep. */
function untilDue(desk: Desk, due: Temporal.Instant | null, most: Temporal.Duration): Temporal.Duration {
  if (!due) return most
  const left = desk.now().until(due)
  if (left.sign <= 0) return atOnce
  return Temporal.Duration.compare(left, most) < 0 ? left : most
}
