import { aRung } from '../a-policy.ts'

type Part = Readonly<Record<string, unknown>>

/** Two amounts in an order, where a family of policies has one. */
export type Knobs = {
  /** How many rungs the ladder has, from 2 to 5. */
  readonly rungs?: number
  /** From how many failures on the next rung is asked. */
  readonly failures?: number
  readonly hit?: 'F' | 'C>'
  readonly zone?: string
}

const rungNames = ['front', 'lead', 'second', 'office', 'chief']

/** The facts of a small desk, some of which nobody may know. */
export const deskFacts = {
  harm: { type: 'enum', values: ['none', 'loss', 'distress', 'safety'], order: 'worse', label: 'matter' },
  loss: { type: 'decimal', scale: 2, min: 0, order: 'worse', unknown: true, label: 'matter' },
  vulnerable: { type: 'boolean', order: 'worse', unknown: true, label: 'need' },
  failures: { type: 'integer', min: 0, order: 'worse', label: 'history' },
  channel: { type: 'enum', values: ['email', 'phone', 'social'], label: 'channel' },
  followers: { type: 'integer', min: 0, unknown: true, label: 'visibility' },
  press: { type: 'boolean', label: 'visibility' },
}

/** A table of the desk, named as in the design; tests say which rows it has. */
export const severityTable = (different: Part = {}) => ({
  id: 'severity',
  kind: 'measure',
  hit: 'C>',
  reads: ['harm', 'loss', 'vulnerable'],
  gives: { severity: { type: 'integer', min: 1, max: 5, order: 'worse' } },
  rows: [
    { id: 'any', when: {}, then: { severity: 1 } },
    { id: 'loss', when: { harm: '"loss"' }, then: { severity: 2 } },
    { id: 'much', when: { loss: '>= 1000' }, then: { severity: 3 } },
    { id: 'distress', when: { harm: '"distress"' }, then: { severity: 3 } },
    { id: 'need', when: { harm: '"distress"', vulnerable: true }, then: { severity: 4 } },
    { id: 'safety', when: { harm: '"safety"' }, then: { severity: 5 } },
  ],
  ...different,
})

/** Who looks: more failures climb, fame reaches the second rung at most. */
export function attentionTable({ rungs = 3, failures = 2, hit = 'F' }: Knobs = {}, different: Part = {}) {
  const names = namesOf(rungs)
  const climbing = names.slice(1).toReversed()
  return {
    id: 'attention',
    kind: 'attention',
    hit,
    reads: ['severity', 'failures', 'followers', 'press'],
    gives: { rung: { type: 'enum', values: names, order: 'worse' } },
    rows: [
      { id: 'danger', when: { severity: 5 }, then: { rung: names.at(-1) } },
      ...climbing.map((rung, place) => ({
        id: `failed-${rung ?? ''}`,
        when: { failures: `>= ${failures + climbing.length - 1 - place}` },
        then: { rung },
      })),
      { id: 'seen', when: { followers: '>= 250000' }, then: { rung: names[1] } },
      { id: 'press', when: { press: true }, then: { rung: names[1] } },
      { id: 'any', when: {}, then: { rung: names[0] } },
    ],
    ...different,
  }
}

/** By when: sooner where it is graver. */
export const clocksTable = (different: Part = {}) => ({
  id: 'clocks',
  kind: 'outcome',
  hit: 'U',
  reads: ['severity'],
  gives: {
    acknowledgeWithin: { type: 'duration', min: 'PT0S' },
    answerWithin: { type: 'duration', min: 'PT0S' },
  },
  rows: [
    { id: 'grave', when: { severity: '>= 4' }, then: { acknowledgeWithin: 'PT2H', answerWithin: 'PT40H' } },
    { id: 'other', when: { severity: '< 4' }, then: { acknowledgeWithin: 'PT8H', answerWithin: 'PT80H' } },
  ],
  ...different,
})

/** What is owed, for the same matter the same. */
export const entitlementTable = (different: Part = {}) => ({
  id: 'entitlement',
  kind: 'outcome',
  hit: 'F',
  reads: ['severity', 'harm', 'loss'],
  gives: {
    remedy: { type: 'enum', values: ['apology', 'repair', 'replacement', 'refund'] },
    upTo: { type: 'decimal', scale: 2, min: 0 },
  },
  rows: [
    { id: 'danger', when: { severity: 5 }, then: { remedy: 'refund', upTo: 5000 } },
    { id: 'lost', when: { loss: '> 0' }, then: { remedy: 'refund', upTo: 1000 } },
    { id: 'hurt', when: { harm: '"distress"' }, then: { remedy: 'apology', upTo: 50 } },
    { id: 'any', when: {}, then: { remedy: 'apology', upTo: 0 } },
  ],
  ...different,
})

const namesOf = (rungs: number) => [...rungNames.slice(0, rungs - 1), 'chief']

/** A ladder of so many rungs, each staffed in all the hours it promises. */
export const ladderOf = (rungs = 3, zone = 'Europe/Berlin') =>
  namesOf(rungs).map((id, place, names) => {
    const hours = { zone, 'mon-fri': ['08:00-18:00'], sat: ['09:00-13:00'] }
    const rota = [
      { who: `${id}-early`, 'mon-fri': ['08:00-13:00'], sat: ['09:00-13:00'] },
      { who: `${id}-late`, 'mon-fri': ['13:00-18:00'] },
    ]
    const next = names[place + 1]
    return aRung(id, { hours, rota, ...(next === undefined ? {} : { climbsTo: next }) })
  })

/** A small desk whose policy has nothing wrong with it; tests say what is different. */
export const aDesk = (different: Part = {}, knobs: Knobs = {}) => ({
  evenhand: 'policy/1',
  name: 'a desk',
  facts: deskFacts,
  tables: [severityTable(), attentionTable(knobs), clocksTable(), entitlementTable()],
  ladder: ladderOf(knobs.rungs, knobs.zone),
  ...different,
})
