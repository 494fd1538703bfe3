import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEvent } from '../case/apply-event.ts'
import type { Case } from '../case/case.ts'
import { isRunning } from '../case/deadline.ts'
import type { CaseEvent } from '../case/event.ts'
import { anyPlan } from '#test/histories/any-history.ts'
import type { Written } from '#test/histories/a-life.ts'
import { lived } from '#test/histories/lived-history.ts'
import { caps, judgingIn } from '#test/histories/what-is-given.ts'
import { mayGrantGesture } from '../reach/may-grant-gesture.ts'
import { tellsFollowers } from '../reach/tells-followers.ts'
import { ledgerLines, standsAt } from './ledger.ts'
import { committed, signBy } from './remedy.ts'

type Told = { kase: Case; before: Case; event: CaseEvent; written: Written }

const handle = (by: string) => by.replace(/^member:/, '')

const signings = (event: CaseEvent) =>
  event.type === 'remedy-approved' || (event.type === 'remedy-given' && event.data.signed !== undefined)

const isGesture = ({ before, kase, event }: Told) =>
  event.type.startsWith('remedy-') &&
  'id' in event.data &&
  [...(kase.remedies ?? []), ...(before.remedies ?? [])].some(
    ({ id, sort }) => 'id' in event.data && id === event.data.id && sort === 'gesture',
  )

/** A law says what is wrong with an event and what it made of the case, or nothing. */
const laws: Record<string, (told: Told) => unknown> = {
  'what is owed and signed never comes to more than policy owes in that moment': ({
    kase,
    before,
    event,
    written,
  }) => {
    if (!signings(event)) return null
    const { owed } = judgingIn({ kase: before, house: written.house, now: written.now })
    const isAdded =
      committed(kase.remedies ?? [], 'entitlement', 'EUR') >
      committed(before.remedies ?? [], 'entitlement', 'EUR')
    return isAdded && committed(kase.remedies ?? [], 'entitlement', 'EUR') > owed.upTo && kase.remedies
  },
  'gestures signed on a case never come to more than its cap': ({ kase, before, event }) =>
    signings(event) &&
    committed(kase.remedies ?? [], 'gesture', 'EUR') > committed(before.remedies ?? [], 'gesture', 'EUR') &&
    committed(kase.remedies ?? [], 'gesture', 'EUR') > caps.gestureCase &&
    kase.remedies,
  'nobody signs what they have asked for': ({ before, event }) =>
    event.type === 'remedy-approved' &&
    before.remedies?.some(({ id, hands }) => id === event.data.id && hands.includes(handle(event.by))) &&
    event,
  'no gesture is signed or given by anybody who has looked at reach': (told) => {
    const { before, event } = told
    const grants = event.type === 'remedy-approved' || event.type === 'remedy-given'
    return grants && isGesture(told) && !mayGrantGesture(before, handle(event.by)) && event
  },
  'no gesture is asked for by anybody who has looked at reach': ({ before, event }) =>
    event.type === 'remedy-proposed' &&
    event.data.sort === 'gesture' &&
    !mayGrantGesture(before, handle(event.by)) &&
    event,
  'nothing is given that nobody has signed': ({ kase, event }) =>
    event.type === 'remedy-given' &&
    kase.remedies?.find(({ id, signed }) => id === event.data.id && signed === null),
}

function refuseUnlawful(written: Written): void {
  const { before, events } = written
  if (!before) return
  let kase = before
  for (const event of events) {
    const after = applyEvent(kase, event)
    for (const [law, isBroken] of Object.entries(laws)) {
      const found = isBroken({ kase: after, before: kase, event, written })
      if (found) throw new Error(`${law}: ${JSON.stringify(found)}`)
    }
    kase = after
  }
}

/** Whoever has told how many follow the customer has seen how far the voice carries. */
function refuseUnseen({ kase, events }: Written): void {
  for (const event of events)
    if (event.by.startsWith('member:') && tellsFollowers(event) && mayGrantGesture(kase, handle(event.by)))
      throw new Error(`A number was told by one who may grant a gesture: ${JSON.stringify(event)}`)
}

/** What waits for a signature has somebody who is asked, and a clock that rings for it. */
function refuseStranded({ kase, now }: Written): void {
  const waits = kase.state === 'open' ? signBy(kase.remedies) : null
  const clock = kase.deadlines.find((deadline) => deadline.kind === 'sign-by' && isRunning(deadline))
  const isCovered = waits === null || (clock && Temporal.Instant.compare(clock.dueAt, waits) <= 0)
  const stray = kase.state === 'open' && waits === null && clock
  if (!isCovered || stray)
    throw new Error(`Nobody is waited for at ${now.toString()}: ${JSON.stringify(kase)}`)
}

test('in random histories caps hold, two people sign, who has looked at reach grants nothing, and the ledger comes to what the case tells', () => {
  const seen = { signed: 0, gestures: 0, passed: 0, told: 0 }
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const books = new Map<string, { committed: number; given: number }>()
      let last: Case | undefined
      for (const written of lived(plan)) {
        refuseUnlawful(written)
        refuseUnseen(written)
        refuseStranded(written)
        seen.told += written.events.filter(tellsFollowers).length
        for (const { remedy, ...line } of written.before ? ledgerLines(written.before, written.events) : []) {
          const sum = books.get(remedy) ?? { committed: 0, given: 0 }
          books.set(remedy, { committed: sum.committed + line.committed, given: sum.given + line.given })
          seen.signed += 1
          if (line.sort === 'gesture') seen.gestures += 1
        }
        seen.passed += written.events.filter(({ type }) => type === 'remedy-passed-on').length
        if (written.kase.id === 'case') last = written.kase
      }
      for (const remedy of last?.remedies ?? [])
        expect(books.get(remedy.id) ?? { committed: 0, given: 0 }).toEqual(standsAt(remedy))
    }),
    { numRuns: 400 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10)
}, 60_000)

test('two people who differ only in who is watching are owed the same remedy by the same rule, and the same signatures reach for it', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const sides = ([0, 1] as const).map((side) => {
        const history = lived(plan, side)
        let step = history.next()
        while (!step.done) step = history.next()
        return judgingIn(step.value)
      })
      const [quiet, loud] = sides.map(({ owed, facts }) => ({ owed, facts }))
      expect(loud).toEqual(quiet)
    }),
    { numRuns: 300 },
  )
}, 60_000)
