import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roles } from '../role.ts'
import { applyEvent } from '../case/apply-event.ts'
import type { Case } from '../case/case.ts'
import { happened, type CaseEvent } from '../case/event.ts'
import { openCase } from '../case/open-case.ts'
import { howReachShows } from './how-reach-shows.ts'
import { mayGrantGesture } from './may-grant-gesture.ts'

const at = Temporal.Instant.from('2026-11-23T09:00:00Z')
const newCase = (): Case =>
  openCase(
    'case-1',
    happened('case-opened', at, 'customer', {
      number: 1,
      person: 'ada',
      account: null,
      connection: 'mail',
      channel: 'email',
      policy: 1,
      owner: 'kim',
      rung: 'front',
      facts: {},
    }),
  )

const member = fc.constantFrom('kim', 'lee', 'ann', 'max')
const opened = member.map((who) => happened('reach-opened', at, `member:${who}`, { person: 'ada' }))
const tookOver = fc.array(member).map((openers) =>
  happened('took-over', at, 'member:lee', {
    case: 'case-2',
    failures: 0,
    missed: 0,
    contacts: 0,
    actSince: at.toString(),
    unansweredSince: null,
    reachOpenedBy: openers,
  }),
)
const other = fc.constantFrom<CaseEvent>(
  happened('person-changed', at, 'member:kim', { person: 'bob', link: 'link-1' }),
  happened('owner-assigned', at, 'member:kim', { owner: 'lee', rung: 'front' }),
  happened('day-passed', at, 'desk', { days: 1 }),
)

test('whoever has looked how far a voice carries grants no gesture there, and everybody else may, whatever else happens', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(opened, tookOver, other)), (events) => {
      const kase = events.reduce(applyEvent, newCase())
      const looked = new Set(
        events.flatMap((event) => {
          if (event.type === 'reach-opened') return [event.by.slice('member:'.length)]
          return event.type === 'took-over' ? (event.data.reachOpenedBy ?? []) : []
        }),
      )
      for (const who of ['kim', 'lee', 'ann', 'max'])
        expect(mayGrantGesture(kase, who)).toBe(!looked.has(who))
    }),
  )
})

test('reach is shown at once only where nobody’s gesture is at stake or it was opened on every open case', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...roles),
      fc.array(fc.record({ reachOpenedBy: fc.array(member) })),
      (role, open) => {
        const sight = howReachShows({ handle: 'kim', role }, open)
        const isAtWork = ['admin', 'lead', 'agent', 'executive'].includes(role)
        const mayStill = open.some((kase) => mayGrantGesture(kase, 'kim'))
        expect(sight === 'hidden').toBe(!isAtWork)
        expect(sight === 'to-open').toBe(isAtWork && mayStill)
      },
    ),
  )
})
