import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readDraft } from '../document.ts'
import { aDesk, clocksTable, deskFacts, entitlementTable, severityTable, attentionTable } from './a-desk.ts'
import { readBusinessCalendar } from '../law/business-calendar.ts'
import { readRegime } from '../law/regime.ts'
import { planted } from './planted/planted.ts'
import { prove } from './prove.ts'
import { sound } from './sound.ts'
import { sentenceFor } from './sentence.ts'

const read = (path: string): unknown =>
  parse(readFileSync(new URL(`../../../packs/${path}`, import.meta.url), 'utf8'))
const lawShelf = {
  regimes: ['uk-fca-disp', 'uk-fca-disp-psd'].map((id) => readRegime(read(`law/regimes/${id}.yaml`))),
  calendars: [readBusinessCalendar(read('law/calendars/gb-eng.yaml'))],
}
const found = (document: unknown) => prove(readDraft(document), { law: lawShelf })

test('a sound desk is accused of nothing', () => {
  expect(found(aDesk()).map(sentenceFor)).toEqual([])
})

test('the starter policy is sound', () => {
  expect(found(read('policies/starter.yaml'))).toEqual([])
})

test.each(planted.map((one) => [`${one.kind}: ${one.name}`, one] as const))('%s is found', (_, one) => {
  const findings = found(one.document)
  const same = findings.filter(
    ({ kind, table }) => kind === one.kind && (table === one.table || one.table === null),
  )
  expect(same).not.toEqual([])
  const told = same.map((finding) => `${sentenceFor(finding)} ${finding.rows.join(' ')}`).join(' ')
  for (const name of one.names) expect(told).toContain(name)
  expect(findings.filter(({ kind }) => kind !== one.kind).map((f) => `${f.kind} ${sentenceFor(f)}`)).toEqual(
    [],
  )
})

test('there are four of each kind of fault, and forty policies without any', () => {
  const counts = Object.groupBy(planted, ({ kind }) => kind)
  expect(Object.values(counts).map((list) => list.length)).toEqual(Array.from({ length: 11 }, () => 4))
  expect(sound).toHaveLength(40)
})

test.each(sound.map(({ name, document }) => [name, document] as const))(
  '%s: nothing is found',
  (_, document) => {
    expect(found(document).map((finding) => `${finding.kind} ${sentenceFor(finding)}`)).toEqual([])
  },
)

test('what is owed and nobody may sign for somebody unseen is a leak', () => {
  const starter = z
    .looseObject({ tables: z.array(z.looseObject({ id: z.string() })) })
    .parse(read('policies/starter.yaml'))
  const authority = {
    id: 'authority',
    kind: 'permission',
    hit: 'F',
    reads: ['signer', 'giving', 'amount', 'followers'],
    gives: { maySign: { type: 'boolean' } },
    rows: [
      { id: 'famous', when: { followers: '>= 250000' }, then: { maySign: true } },
      { id: 'chief', when: { signer: '"chief"', amount: '<= 2500' }, then: { maySign: true } },
      { id: 'small', when: { amount: '<= 50' }, then: { maySign: true } },
    ],
    default: { then: { maySign: false } },
  }
  const tables = starter.tables.map((own) => (own.id === 'authority' ? authority : own))
  const findings = found({ ...starter, tables })
  expect(findings.map(({ kind, table }) => `${kind} ${table}`)).toEqual(['visibility-leak entitlement'])
  expect(findings.map(sentenceFor)[0]).toContain('Nobody on the ladder may sign what entitlement owes')
})

test('what cannot be settled in the time given is not proved, and never passes for sound', () => {
  const hurried = (document: unknown, boxes: number) => prove(readDraft(document), { law: lawShelf, boxes })
  const kinds = new Set(hurried(read('policies/starter.yaml'), 0).map(({ kind }) => kind))
  expect([...kinds]).toEqual(['not-proved'])
  const late = prove(readDraft(aDesk()), { law: lawShelf, isLate: () => true })
  expect(late.map(({ kind }) => kind)).toContain('not-proved')
  expect(hurried(aDesk(), 50)).toEqual(hurried(aDesk(), 50))
})

const told = (document: unknown) =>
  found(document).map(({ kind, table }) => `${kind} ${table ?? 'the ladder'}`)
const seen = { type: 'boolean', label: 'visibility' }
const together = [{ when: { tv: true, radio: false } }, { when: { tv: false, radio: true } }]
const entitlementBy = (rows: readonly unknown[]) =>
  entitlementTable({ reads: ['tv', 'radio', 'severity'], rows })
const owing = (remedy: string) => ({ remedy, upTo: 50 })

test.each([
  ['one of them pays', { tv: true }, 'refund', ['not-proved entitlement']],
  ['they are read without effect', { tv: true }, 'apology', []],
])('where two ways to be seen come only together and %s', (_, when, remedy, expected) => {
  const rows = [
    { id: 'seen', when, then: owing(remedy) },
    { id: 'grave', when: { severity: 5 }, then: owing('refund') },
    { id: 'any', when: {}, then: owing('apology') },
  ]
  const ordered = remedy === 'apology' ? rows.toSpliced(0, 2, ...rows.slice(0, 2).toReversed()) : rows
  const tables = [severityTable(), attentionTable(), clocksTable(), entitlementBy(ordered)]
  expect(
    told(aDesk({ facts: { ...deskFacts, tv: seen, radio: seen }, impossible: together, tables })),
  ).toEqual(expected)
})

test('a sum that falls over what cannot be is found', () => {
  const points = {
    id: 'points',
    kind: 'measure',
    hit: 'C+',
    reads: ['harm', 'channel'],
    gives: { points: { type: 'integer', min: 0, max: 9, order: 'worse' } },
    rows: [
      { id: 'any', when: {}, then: { points: 1 } },
      { id: 'odd', when: { harm: '"none"', channel: '"social"' }, then: { points: 3 } },
      {
        id: 'even',
        when: { harm: '"loss","distress","safety"', channel: '"email","phone"' },
        then: { points: 2 },
      },
    ],
  }
  const tables = [...aDesk().tables, points]
  const impossible = [{ when: { harm: '"loss"', channel: '"social"' } }]
  expect(told(aDesk({ tables, impossible }))).toEqual(['not-monotone points'])
})

test('a time that several rows add up is not held against the law, and does not pass for lawful', () => {
  const clocks = clocksTable({
    hit: 'C+',
    gives: { answerWithin: { type: 'duration', min: 'PT0S', owed: 'final' } },
    rows: [
      { id: 'first', when: {}, then: { answerWithin: 'PT2000H' } },
      { id: 'more', when: { severity: '< 4' }, then: { answerWithin: 'PT2000H' } },
    ],
  })
  const tables = [severityTable(), attentionTable(), clocks, entitlementTable()]
  expect(told(aDesk({ law: { regimes: ['uk.fca.disp'] }, tables }))).toEqual(['not-proved clocks'])
})

test.each([
  ['of grave complaints only', { severity: 5 }, ['visibility-leak entitlement']],
  ['of all that it is owed for', { severity: '>= 1' }, []],
])(
  'a table of signatures that looks at how grave it is: the chief signs the most %s',
  (_, when, expected) => {
    const asked = {
      signer: { type: 'enum', values: ['front', 'lead', 'chief'] },
      giving: { type: 'enum', values: ['apology', 'repair', 'replacement', 'refund'] },
      amount: { type: 'decimal', scale: 2, min: 0 },
    }
    const authority = {
      id: 'authority',
      kind: 'permission',
      hit: 'F',
      reads: ['signer', 'giving', 'amount', 'severity'],
      gives: { maySign: { type: 'boolean' } },
      rows: [
        { id: 'chief', when: { signer: '"chief"', ...when }, then: { maySign: true } },
        { id: 'small', when: { amount: '<= 50' }, then: { maySign: true } },
      ],
      default: { then: { maySign: false } },
    }
    const tables = [...aDesk().tables, authority]
    expect(told(aDesk({ facts: { ...deskFacts, ...asked }, tables }))).toEqual(expected)
  },
)
