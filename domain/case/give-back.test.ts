import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeGoesBy, type Life, type Written } from '#test/histories/a-life.ts'
import { unseenFacts } from '#test/histories/a-house.ts'
import { anyPlan, type Plan, type Step } from '#test/histories/any-history.ts'
import { lived, stepOn } from '#test/histories/lived-history.ts'
import { isOpen, type Case } from './case.ts'
import { liveOn } from './live-on.ts'
import { isOwedToNobody } from './owed-to-nobody.ts'

/** The end of a history a second later, when everything is written down that was late by then. */
function endOf(plan: Plan): Life {
  const living = lived(plan)
  let step = living.next()
  while (!step.done) step = living.next()
  const life = step.value
  for (const _ of timeGoesBy(life, { minutes: 1, clockRings: true }));
  // Between two minutes, so that nothing happens in the very moment in which something falls due.
  life.now = life.now.add({ seconds: 30 })
  life.kase = liveOn(life.kase, [], life.house, life.now).kase
  return life
}

function live(life: Life, steps: readonly Step[]): Written[] {
  const written: Written[] = []
  for (const step of steps) for (const one of stepOn(life, step)) written.push(one)
  return written
}

/** What a case says of itself, without what only counts up and without dates that are over. */
const says = ({ kase }: { kase: Case }) => ({
  state: kase.state,
  turn: kase.turn,
  owner: kase.owner,
  rung: kase.rung,
  offered: kase.offer && [kase.offer.rung, kase.offer.to],
  isSettled: kase.word?.says === 'settled',
  failures: kase.failures,
  missed: kase.missed,
  contacts: kase.contacts,
  actSince: kase.actSince.toString(),
  unansweredSince: kase.unansweredSince?.toString() ?? null,
  duties: kase.duties,
  harm: kase.facts['harm'] ?? null,
  spokeOfDanger: kase.spokeOfDanger ?? false,
  rests: kase.snooze?.until.toString() ?? null,
  owed: kase.deadlines
    .filter(({ state, kind }) => (state === 'running' || state === 'paused') && kind !== 'accept-by')
    .map(({ kind, dueAt, state }) => `${kind} ${dueAt.toString()} ${state}`)
    .toSorted(),
})

const merge: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('merge'),
  hours: fc.nat(200),
  answer: fc.constantFrom('none', 'reply', 'question'),
  isGrave: fc.boolean(),
})

const undo: Step = { kind: 'undo-merge' }

const canMerge = ({ kase, taken }: Life) =>
  isOpen(kase) && !isOwedToNobody(kase) && !taken && kase.inDoubt.length === 0 && kase.onTheWay.length === 0

test('a merge that is undone at once leaves both cases saying what they said before', () => {
  fc.assert(
    fc.property(anyPlan, merge, (plan, taking) => {
      const life = endOf(plan)
      if (!canMerge(life)) return
      const before = says(life)
      const [gone] = live(life, [taking])
      if (!gone?.before) throw new Error('The other case is there before it is taken over.')
      const otherBefore = says({ kase: gone.before })

      const [given] = live(life, [undo])

      expect(says(life)).toEqual(before)
      expect(given && says(given)).toEqual(otherBefore)
    }),
    { numRuns: 500 },
  )
}, 60_000)

const answer = (asks: boolean): Step[] => [
  { kind: 'reply', asks },
  { kind: 'delivery', fate: 'sent', which: 0, secondsAgo: 0 },
]

/** What may go on meanwhile: the customer writes, somebody answers, asks, finds out more, gives the case away or promises, time goes by. */
const meanwhile: fc.Arbitrary<Step[]> = fc
  .array(
    fc.oneof(
      fc.boolean().map(answer),
      unseenFacts.map((matter): Step[] => [{ kind: 'facts', matter, seen: [{}, {}] }]),
      fc.constant<Step[]>([
        {
          kind: 'customer-writes',
          channel: 'email',
          minutesAgo: 0,
          isPublic: [false, false],
          facts: {},
        },
      ]),
      fc.constantFrom('ann', 'bob').map((to): Step[] => [{ kind: 'assign', to }]),
      fc.integer({ min: 1, max: 3000 }).map((minutes): Step[] => [{ kind: 'promise', minutes }]),
      fc
        .integer({ min: 1, max: 400 })
        .map((minutes): Step[] => [{ kind: 'time', minutes, clockRings: true }]),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.flat())

/** An update is owed for want of another date, from when there was none. */
const isOwedForReason = (date: string) => !date.startsWith('next-update-by')

test('a merge that is undone later leaves a case as if it had never been, but for what people did since', () => {
  fc.assert(
    fc.property(anyPlan, merge, meanwhile, (plan, taking, steps) => {
      const life = endOf(plan)
      if (!canMerge(life) || life.kase.turn === 'customers') return
      const twin = endOf(plan)

      const since = life.now
      live(life, [taking, ...steps, undo])
      live(twin, steps)
      // Both once more a moment later: what has gone by is written down.
      live(life, [{ kind: 'time', minutes: 1, clockRings: true }])
      live(twin, [{ kind: 'time', minutes: 1, clockRings: true }])

      expect(life.taken).toBeNull()
      // An offer that nobody answers climbs at its own times, and is no deed of anybody's.
      const hasClimbed = [...life.told, ...twin.told].some(
        ({ type, at }) =>
          (type === 'escalation-timed-out' || type === 'escalation-landed') &&
          Temporal.Instant.compare(at, since) >= 0,
      )
      const { offered: _one, owner, rung, owed, ...own } = says(life)
      const { offered: _other, owner: ownerAlone, rung: rungAlone, owed: owedAlone, ...alone } = says(twin)
      expect(own).toEqual(alone)
      expect(owed.filter(isOwedForReason)).toEqual(owedAlone.filter(isOwedForReason))
      expect(hasClimbed || [owner, rung]).toEqual(hasClimbed || [ownerAlone, rungAlone])
    }),
    { numRuns: 500 },
  )
}, 60_000)
