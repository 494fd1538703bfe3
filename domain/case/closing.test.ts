import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settlingSteps, anyPlan, type Plan, type Step } from '#test/histories/any-history.ts'
import { closedWrongly } from '#test/histories/closed-by-right.ts'
import { lived } from '#test/histories/lived-history.ts'
import type { Ground } from './closing.ts'
import type { CaseEvent } from './event.ts'
import { missingParts, noLetter } from './no-parts.ts'
import { mayReach, stages, type Stage } from './stage.ts'

const histories = Number(process.env['EVENHAND_HISTORIES'] ?? 600)

const day = 24 * 60
const sent: Step = { kind: 'delivery', fate: 'sent', which: 0, secondsAgo: 0 }
const reply = (does: 'asks-settled' | 'refuses' | undefined, isApology: boolean): Step[] => [
  { kind: 'reply', asks: does === 'asks-settled', isApology, does },
  sent,
]

const passes = (minutes: number): Step => ({ kind: 'time', minutes, clockRings: true })
const closes = (ground: Ground): Step => ({ kind: 'resolve', ground, decision: 'upheld', isHeard: false })

/** The whole way to an end by silence, each step of which is needed. */
const intoSilence: Step[] = [
  { kind: 'deed' },
  ...reply('asks-settled', false),
  passes(day),
  ...reply('asks-settled', false),
  passes(8 * day),
  closes('silence'),
]

/** Histories that hasten to their end: deeds, questions, calls, noes, words and weeks, and tries to close by anything. */
const endings: fc.Arbitrary<Plan> = fc
  .tuple(
    anyPlan,
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.oneof(...settlingSteps).map((step): Step[] => [step]) },
        {
          weight: 4,
          arbitrary: fc
            .tuple(fc.constantFrom('asks-settled', 'asks-settled', 'refuses', undefined), fc.nat(4))
            .map(([does, sorry]) => reply(does, sorry === 0)),
        },
        // Now and then the whole way, oftener with a step or more of it left out.
        { weight: 2, arbitrary: fc.subarray(intoSilence, { minLength: 4 }) },
        {
          weight: 3,
          arbitrary: fc
            .constantFrom(60, day, day, 7 * day, 8 * day)
            .map((minutes): Step[] => [{ kind: 'time', minutes, clockRings: true }]),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom<Step[]>(
            [
              {
                kind: 'customer-writes',
                channel: 'email',
                minutesAgo: 0,
                isPublic: [false, false],
                facts: {},
              },
            ],
            [{ kind: 'erase' }],
            [{ kind: 'reopen' }],
            [{ kind: 'bounce', which: 0 }],
          ),
        },
      ),
      { minLength: 4, maxLength: 24 },
    ),
  )
  .map(([plan, steps]) => ({ ...plan, steps: [...plan.steps.slice(0, 3), ...steps.flat()] }))

/** The grounds by which a history closed its case, each of them by right; the first wrong one is thrown. */
function closings(plan: Plan): Ground[] {
  const told = new Map<string, CaseEvent[]>()
  const found: Ground[] = []
  for (const { kase, events, house } of lived(plan)) {
    const chain = [...(told.get(kase.id) ?? []), ...events]
    told.set(kase.id, chain)
    if (chain.length !== kase.events) continue
    for (const event of events) {
      if (event.type !== 'case-resolved') continue
      const wrong = closedWrongly(chain, event, house.deskHours.zone)
      if (wrong) throw new Error(`${event.data.restsOn}: ${wrong}`)
      found.push(event.data.restsOn)
    }
  }
  return found
}

describe(`in ${histories} random histories that hasten to their end`, () => {
  const found = fc.check(
    fc.property(endings, (plan) => {
      closings(plan)
    }),
    { numRuns: histories },
  )

  test('no case closes without the customer’s word, or dated tries to get it, but by a named exception', () => {
    expect(found.failed ? fc.defaultReportMessage(found) : 'it held').toBe('it held')
  })
})

const plan = (steps: Step[]): Plan => ({
  startMinute: 0,
  version: 0,
  opening: { channel: 'email', minutesAgo: 0, isPublic: [false, false], facts: {} },
  steps,
})

describe('a history', () => {
  test('that goes the whole way ends by silence, and by none of its steps left out', () => {
    expect(closings(plan(intoSilence))).toEqual(['silence'])
    const without = (gone: number) => intoSilence.filter((_, place) => place !== gone)
    for (const gone of intoSilence.keys()) expect(closings(plan(without(gone)))).toEqual([])
  })

  test('in which the customer says that it is settled ends by their word', () => {
    const word: Step = { kind: 'word', says: 'settled', way: 'room', feels: false }
    expect(closings(plan([word, closes('word')]))).toEqual(['word'])
    expect(closings(plan([closes('word')]))).toEqual([])
  })
})

describe('the steps of a case', () => {
  const legal: Record<Stage, readonly Stage[]> = {
    detected: ['acknowledged', 'accepted', 'action-committed', 'action-done'],
    acknowledged: ['accepted', 'action-committed', 'action-done'],
    accepted: ['action-committed', 'action-done'],
    'action-committed': ['action-done'],
    'action-done': ['customer-confirmed'],
    'customer-confirmed': ['verified'],
    verified: [],
  }

  test.each(stages)('from %s, ours are these and no others', (stage) => {
    expect(stages.filter((next) => mayReach(stage, next, 'us'))).toEqual(legal[stage])
  })

  test('the customer may say at any time that it is settled, and nobody verifies what they have not said', () => {
    for (const stage of stages.slice(0, 5))
      expect(mayReach(stage, 'customer-confirmed', 'customer')).toBe(true)
    for (const stage of stages.slice(0, 5)) expect(mayReach(stage, 'verified', 'customer')).toBe(false)
  })
})

describe('a no', () => {
  const whole = {
    reason: 'Section 7 ends the warranty after two years.',
    plain: 'We do not pay for it.',
    evidence: 'Your invoice.',
    can: 'The part at cost.',
    elsewhere: 'The ombudsman.',
  }

  test.each([
    [{}, []],
    [{ reason: ' ' }, ['reason']],
    [{ evidence: '', elsewhere: '' }, ['evidence', 'elsewhere']],
    [{ plain: whole.reason }, ['plain']],
    [{ plain: `We ${'do '.repeat(40)}not.` }, ['plain']],
  ] as const)('with %j lacks %j', (change, missing) => {
    expect(missingParts({ ...whole, ...change })).toEqual(missing)
  })

  test('is read from what it means to where else one can go', () => {
    expect(noLetter(whole).split('\n\n')).toEqual([
      whole.plain,
      `Why: ${whole.reason}`,
      `What we looked at: ${whole.evidence}`,
      `What we can do all the same: ${whole.can}`,
      `If you do not accept this, tell us. Where else you can go: ${whole.elsewhere}`,
    ])
    expect(noLetter({ ...whole, plain: 'Wir zahlen das nicht, und das tut uns leid.' })).toContain(
      'Was wir angesehen haben: ',
    )
  })
})
