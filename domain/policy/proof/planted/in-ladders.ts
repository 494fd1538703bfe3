import { aDesk, ladderOf } from '../a-desk.ts'
import { type Planted } from './a-fault.ts'

type Part = Readonly<Record<string, unknown>>

const rungsWith = (id: string, different: Part) =>
  ladderOf().map((rung) => (rung.id === id ? { ...rung, ...different } : rung))

const unstaffed: Planted[] = [
  {
    kind: 'unstaffed',
    name: 'nobody is there on Saturday',
    document: aDesk({ ladder: rungsWith('front', { rota: [{ who: 'ann', 'mon-fri': ['08:00-18:00'] }] }) }),
    table: 'attention',
    names: ['front'],
  },
  {
    kind: 'unstaffed',
    name: 'the lunch hour of a rung that failures reach',
    document: aDesk({
      ladder: rungsWith('chief', {
        rota: [
          { who: 'kim', 'mon-fri': ['08:00-12:00'], sat: ['09:00-13:00'] },
          { who: 'lee', 'mon-fri': ['13:00-18:00'] },
        ],
      }),
    }),
    table: 'attention',
    names: ['chief'],
  },
  {
    kind: 'unstaffed',
    name: 'an empty rota',
    document: aDesk({ ladder: rungsWith('lead', { rota: [] }) }),
    table: 'attention',
    names: ['lead'],
  },
  {
    kind: 'unstaffed',
    name: 'a rung that is reached only by climbing, round the clock without a night',
    document: aDesk({
      ladder: [
        ...ladderOf().map((rung) => (rung.id === 'chief' ? { ...rung, climbsTo: 'board' } : rung)),
        {
          id: 'board',
          title: 'The board',
          acceptWithin: 'P1D',
          hours: { zone: 'UTC', 'mon-sun': ['00:00-24:00'] },
          rota: [{ who: 'max', 'mon-sun': ['06:00-24:00'] }],
        },
      ],
    }),
    table: 'attention',
    names: ['board'],
  },
]

const endless: Planted[] = [
  {
    kind: 'endless',
    name: 'the top climbs to the bottom',
    document: aDesk({ ladder: rungsWith('chief', { climbsTo: 'front' }) }),
    table: null,
    names: ['chief'],
  },
  {
    kind: 'endless',
    name: 'a rung climbs to one that is not there',
    document: aDesk({ ladder: rungsWith('lead', { climbsTo: 'manager' }) }),
    table: null,
    names: ['manager'],
  },
  {
    kind: 'endless',
    name: 'a rung climbs to itself',
    document: aDesk({ ladder: rungsWith('lead', { climbsTo: 'lead' }) }),
    table: null,
    names: ['lead'],
  },
  {
    kind: 'endless',
    name: 'the ladder ends at two places',
    document: aDesk({ ladder: rungsWith('lead', { climbsTo: undefined }) }),
    table: null,
    names: ['lead', 'chief'],
  },
]

/** Rungs without anybody, and climbing without an end. */
export const laddersPlanted: readonly Planted[] = [...unstaffed, ...endless]
