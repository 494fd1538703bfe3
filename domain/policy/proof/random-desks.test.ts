import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDraft } from '../document.ts'
import { readBusinessCalendar } from '../law/business-calendar.ts'
import { readRegime } from '../law/regime.ts'
import {
  aDesk,
  attentionTable,
  clocksTable,
  deskFacts,
  entitlementTable,
  ladderOf,
  severityTable,
} from './a-desk.ts'
import type { FaultKind } from './finding.ts'
import { prove } from './prove.ts'

// Desks made up at random: as they are, nothing is wrong with them; with one fault put in, it is found.

const read = (path: string): unknown =>
  parse(readFileSync(new URL(`../../../packs/law/${path}`, import.meta.url), 'utf8'))
const law = {
  regimes: [readRegime(read('regimes/uk-fca-disp-psd.yaml'))],
  // Half a year with Easter in it is enough to be late in.
  calendars: [
    { ...readBusinessCalendar(read('calendars/gb-eng.yaml')), until: Temporal.PlainDate.from('2026-06-30') },
  ],
}

const anyDesk = fc.record({
  rungs: fc.integer({ min: 2, max: 5 }),
  failures: fc.integer({ min: 1, max: 6 }),
  hit: fc.constantFrom('F' as const, 'C>' as const),
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC'),
  grave: fc.integer({ min: 2, max: 5 }),
  soon: fc.integer({ min: 1, max: 30 }),
  later: fc.integer({ min: 31, max: 90 }),
  lost: fc.integer({ min: 1, max: 5000 }),
})
type Desk = typeof anyDesk extends fc.Arbitrary<infer Made> ? Made : never

const clocks = ({ grave, soon, later }: Desk) => [
  {
    id: 'grave',
    when: { severity: `>= ${grave}` },
    then: { acknowledgeWithin: 'PT1H', answerWithin: `PT${soon}H` },
  },
  {
    id: 'other',
    when: { severity: `< ${grave}` },
    then: { acknowledgeWithin: 'PT8H', answerWithin: `PT${later}H` },
  },
]
const entitlement = ({ lost }: Desk) => [
  { id: 'danger', when: { severity: 5 }, then: { remedy: 'refund', upTo: 5000 } },
  { id: 'lost', when: { loss: `>= ${lost}` }, then: { remedy: 'refund', upTo: 1000 } },
  { id: 'any', when: {}, then: { remedy: 'apology', upTo: 0 } },
]
const attention = (desk: Desk) => attentionTable({ ...desk, hit: desk.rungs === 2 ? 'F' : desk.hit })

/** The desk as it was made up, with other tables or parts where a fault is put in. */
function deskOf(
  desk: Desk,
  tables: Readonly<Record<string, unknown>> = {},
  different: Readonly<Record<string, unknown>> = {},
) {
  const own = {
    severity: severityTable(),
    attention: attention(desk),
    clocks: clocksTable({ rows: clocks(desk) }),
    entitlement: entitlementTable({ rows: entitlement(desk) }),
    ...tables,
  }
  return aDesk({
    tables: Object.values(own),
    ladder: ladderOf(desk.rungs, desk.zone),
    law: { regimes: ['uk.fca.disp.psd'] },
    ...different,
  })
}

const withRows = (rows: readonly unknown[], different: Readonly<Record<string, unknown>> = {}) => ({
  entitlement: entitlementTable({ rows, ...different }),
})

const rungsOf = (desk: Desk, different: Readonly<Record<string, unknown>>) =>
  ladderOf(desk.rungs, desk.zone).map((rung) => (rung.id === 'chief' ? { ...rung, ...different } : rung))

/** How each fault is put into a desk. */
const plants: Readonly<Record<FaultKind, (desk: Desk) => unknown>> = {
  gap: (desk) => deskOf(desk, withRows(entitlement(desk).slice(0, 2))),
  overlap: (desk) =>
    deskOf(desk, {
      clocks: clocksTable({
        rows: clocks({ ...desk, grave: 3 }).with(1, {
          id: 'other',
          when: { severity: '<= 3' },
          then: { acknowledgeWithin: 'PT8H', answerWithin: `PT${desk.later}H` },
        }),
      }),
    }),
  masked: (desk) =>
    deskOf(
      desk,
      withRows(
        entitlement(desk).toSpliced(2, 0, {
          id: 'more',
          when: { loss: `>= ${desk.lost + 1}` },
          then: { remedy: 'repair', upTo: 10 },
        }),
      ),
    ),
  unstaffed: (desk) =>
    deskOf(desk, {}, { ladder: rungsOf(desk, { rota: [{ who: 'kim', 'mon-fri': ['08:00-18:00'] }] }) }),
  endless: (desk) => deskOf(desk, {}, { ladder: rungsOf(desk, { climbsTo: 'front' }) }),
  unlawful: (desk) =>
    deskOf(desk, { clocks: clocksTable({ rows: clocks({ ...desk, later: desk.later + 150 }) }) }),
  'not-monotone': (desk) =>
    deskOf(desk, { clocks: clocksTable({ rows: clocks({ ...desk, soon: desk.later + 1 }) }) }),
  'visibility-leak': (desk) =>
    deskOf(
      desk,
      withRows(
        [
          {
            id: 'seen',
            when: { rung: 'not("front")', loss: `>= ${desk.lost}` },
            then: { remedy: 'replacement', upTo: 1000 },
          },
          ...entitlement(desk),
        ],
        { reads: ['severity', 'rung', 'loss'] },
      ),
    ),
  'below-floor': (desk) => deskOf(desk, {}, { floor: { answerWithin: `PT${desk.later - 1}H` } }),
  'deletion-condition': (desk) =>
    deskOf(
      desk,
      withRows(
        [
          {
            id: 'gone',
            when: { tweetDeleted: true, loss: `>= ${desk.lost}` },
            then: { remedy: 'replacement', upTo: 1000 },
          },
          ...entitlement(desk),
        ],
        { reads: ['severity', 'tweetDeleted', 'loss'] },
      ),
      {
        facts: { ...deskFacts, tweetDeleted: { type: 'boolean', label: 'history' } },
      },
    ),
  'social-only': (desk) =>
    deskOf(
      desk,
      withRows(
        [
          {
            id: 'post',
            when: { channel: '"social"', loss: `>= ${desk.lost}` },
            then: { remedy: 'replacement', upTo: 1000 },
          },
          ...entitlement(desk),
        ],
        { reads: ['severity', 'channel', 'loss'] },
      ),
    ),
}

test('a desk made up at random is accused of nothing', () => {
  fc.assert(
    fc.property(anyDesk, (desk) => {
      expect(prove(readDraft(deskOf(desk)), { law })).toEqual([])
    }),
    { numRuns: 30 },
  )
})

describe('a fault put into a desk made up at random is found', () => {
  test.each(Object.entries(plants))('%s', (kind, plant) => {
    fc.assert(
      fc.property(anyDesk, (desk) => {
        const found = prove(readDraft(plant(desk)), { law })
        expect(found.map((finding) => finding.kind)).toContain(kind)
      }),
      { numRuns: 10 },
    )
  })
})
