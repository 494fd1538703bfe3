import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyPlan } from '#test/histories/any-history.ts'
import type { Life } from '#test/histories/a-life.ts'
import { lived } from '#test/histories/lived-history.ts'
import { isOpen, type Case } from './case.ts'
import type { Deadline } from './deadline.ts'
import { happened } from './event.ts'
import { liveOn } from './live-on.ts'
import { tookBack } from './not-arrived.ts'
import { timePassed } from './time-passed.ts'

const colleague = 'member:ann'

/** The case a second after the end of a history, when everything is written down that is owed or late at that moment. */
function atTheEnd(plan: Parameters<typeof lived>[0]): Life {
  const living = lived(plan)
  let step = living.next()
  while (!step.done) step = living.next()
  const { house, now: end, ...life } = step.value
  const now = end.add({ seconds: 1 })
  let { kase } = liveOn(life.kase, [], house, now)
  for (let due = timePassed(kase, house, now); due.length > 0; due = timePassed(kase, house, now))
    kase = liveOn(kase, due, house, now).kase
  return { ...life, house, now, kase }
}

/** What a case is, without what only counts up, and without dates that were set and are over. */
const standing = ({ events: _events, seq: _seq, counted: _counted, deadlines, ...kase }: Case) => ({
  ...kase,
  owed: deadlines
    .filter(({ state }) => state === 'running' || state === 'paused')
    .map(({ kind, dueAt, state }) => `${kind} ${dueAt.toString()} ${state}`)
    .toSorted(),
})

const stoppedLate = (deadline: Deadline) =>
  deadline.state === 'paused' && Temporal.Instant.compare(deadline.pausedAt, deadline.dueAt) > 0

test('a reply that was taken back leaves every case as if it had not been written', () => {
  fc.assert(
    fc.property(anyPlan, fc.boolean(), (plan, asks) => {
      const { kase, house, now } = atTheEnd(plan)
      if (!isOpen(kase)) return
      const reply = { message: 'slip', account: 'a1', connection: 'c1', isPublic: false, digest: 'd' }
      const written = happened('reply-written', now, colleague, { ...reply, asks, byHand: false })
      const withReply = liveOn(kase, [written], house, now).kase

      const withdrawn = happened('reply-withdrawn', now, colleague, { message: 'slip' })
      const after = liveOn(withReply, tookBack(withReply, withdrawn), house, now).kase

      expect(standing(after)).toEqual(standing(kase))
      expect(after.deadlines).toEqual(kase.deadlines)
    }),
    { numRuns: 300 },
  )
})

test('a promise that was a slip leaves every case owing what it owed, and no failure', () => {
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: 1, max: 5000 }), (plan, minutes) => {
      const { kase, house, now } = atTheEnd(plan)
      if (!isOpen(kase)) return
      // What was late when its clock stopped is found out by whatever we do next, and stays found out.
      if (kase.deadlines.some(stoppedLate)) return
      const id = `${kase.id}.${kase.counted + 1}`
      const dueAt = now.add({ minutes }).toString()
      const promise = { id, giver: 'ann', dueAt, remark: 'r', digest: 'd' }
      const given = happened('promise-given', now, colleague, promise)
      const promised = liveOn(kase, [given], house, now).kase
      const taken = happened('promise-withdrawn', now, colleague, { id })
      const after = liveOn(promised, [taken], house, now).kase

      expect(standing(after)).toEqual(standing(kase))
    }),
    { numRuns: 300 },
  )
})
