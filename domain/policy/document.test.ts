import { describe, expect, test } from 'vitest'
import { aPolicy, aRung, aTable } from './a-policy.ts'
import { PolicyFault, readPolicy } from './document.ts'

function problemsIn(document: unknown): readonly string[] {
  try {
    readPolicy(document)
    return []
  } catch (fault) {
    if (fault instanceof PolicyFault) return fault.problems
    throw fault
  }
}

const withTable = (different: Record<string, unknown>) => aPolicy({ tables: [aTable('one', different)] })
const withRow = (row: Record<string, unknown>) =>
  withTable({ rows: [{ id: 'r1', when: {}, then: { answer: 1 }, ...row }] })
const withFact = (fact: Record<string, unknown>) => aPolicy({ facts: { loss: fact }, tables: [] })

test('the policy of the design is read, its ladder from the front line up', () => {
  const policy = readPolicy(aPolicy({ ladder: aPolicy().ladder.toReversed() }))

  expect(policy.tables.map(({ id }) => id)).toEqual(['severity', 'attention', 'entitlement'])
  expect(policy.ladder.map(({ id }) => id)).toEqual(['front', 'lead', 'chief'])
})

test('a desk without hours of its own keeps those of its lowest rung', () => {
  expect(readPolicy(aPolicy()).hours).toMatchObject({ zone: 'Europe/Berlin', neverCloses: false })
  const hours = { zone: 'UTC', 'mon-sun': ['00:00-24:00'] }
  expect(readPolicy(aPolicy({ hours })).hours).toMatchObject({ zone: 'UTC', neverCloses: true })
})

test('holidays close the desk and its rungs', () => {
  const policy = readPolicy(aPolicy({ holidays: ['2026-12-25'] }))
  expect(policy.hours.daysOff).toEqual(new Set(['2026-12-25']))
  expect(policy.ladder[0]?.rota[0]?.hours.daysOff).toEqual(new Set(['2026-12-25']))
})

describe('what is no policy is refused with the place', () => {
  test.each<[string, unknown, string]>([
    ['nothing', null, 'the document: Invalid input: expected object, received null'],
    ['an unknown word', aPolicy({ colour: 'red' }), 'colour: this is not a word of the policy format.'],
    [
      'an unknown word in a row',
      withRow({ whem: {} }),
      'tables.one.rows.r1.whem: this is not a word of the policy format.',
    ],
    [
      'an unknown type',
      withFact({ type: 'text' }),
      'facts.loss.type: A type is one of boolean, enum, integer, decimal, date, instant, duration.',
    ],
    [
      'a name of every object',
      aPolicy({ facts: { constructor: { type: 'boolean' } } }),
      'facts.constructor: This name cannot be used.',
    ],
    ['no ladder', aPolicy({ ladder: [] }), 'ladder: There must be a place to escalate to.'],
    [
      'a bad bound',
      withFact({ type: 'integer', min: 0.5, label: 'matter' }),
      'facts.loss.min: 0.5 is not a whole number.',
    ],
    [
      'bounds the wrong way round',
      withFact({ type: 'integer', min: 2, max: 1, label: 'matter' }),
      'facts.loss: the least value is above the greatest.',
    ],
    [
      'a value twice',
      withFact({ type: 'enum', values: ['a', 'a'], label: 'matter' }),
      'facts.loss: a value stands in the list twice.',
    ],
    [
      'a social value that is none',
      withFact({ type: 'enum', values: ['web'], social: ['fax'], label: 'channel' }),
      'facts.loss.social: "fax" is not one of web.',
    ],
    [
      'an unknown fact',
      withTable({ reads: ['weather'] }),
      'tables.one.reads.weather: no fact and no table before this one gives it.',
    ],
    [
      'a table before its source',
      aPolicy({
        tables: [
          aTable('one', { reads: ['later'] }),
          aTable('two', { gives: { later: { type: 'integer' } }, rows: [] }),
        ],
      }),
      'tables.one.reads.later: no fact and no table before this one gives it.',
    ],
    [
      'an output with the name of a fact',
      withTable({ gives: { loss: { type: 'integer' } }, rows: [] }),
      'tables.one.gives.loss: this name is used twice.',
    ],
    [
      'two tables of one name',
      aPolicy({
        tables: [aTable('one'), aTable('one', { gives: { other: { type: 'integer' } }, rows: [] })],
      }),
      'tables.one: this name is used twice.',
    ],
    [
      'a cell about another fact',
      withRow({ when: { harm: '"none"' } }),
      'tables.one.rows.r1.when.harm: the table does not read this fact.',
    ],
    [
      'a cell that cannot be read',
      withRow({ when: { loss: 'much' } }),
      'tables.one.rows.r1.when.loss: `much` cannot be read from "much" on.',
    ],
    [
      'an answer to another question',
      withRow({ then: { answer: 1, mood: 2 } }),
      'tables.one.rows.r1.then.mood: the table does not give this.',
    ],
    [
      'an answer that does not fit',
      withRow({ then: { answer: 'yes' } }),
      'tables.one.rows.r1.then.answer: "yes" is not a whole number.',
    ],
    ['a missing answer', withRow({ then: {} }), 'tables.one.rows.r1.then.answer: this answer is missing.'],
    [
      'an unknown principle',
      withRow({ because: 'mood' }),
      'tables.one.rows.r1.because: there is no principle "mood".',
    ],
    [
      'a default that does not fit',
      withTable({ default: { then: { answer: 0.5 } } }),
      'tables.one.default.then.answer: 0.5 is not a whole number.',
    ],
    [
      'a sum of words',
      withTable({ hit: 'C+', gives: { answer: { type: 'enum', values: ['a'] } }, rows: [] }),
      'tables.one.gives.answer: only numbers and durations can be added up.',
    ],
    [
      'a greatest without an order',
      withTable({ hit: 'C>', gives: { answer: { type: 'enum', values: ['a'] } }, rows: [] }),
      'tables.one.gives.answer: least and greatest need an order: say `order: worse`, with the worst value last.',
    ],
    [
      'a list that is read',
      aPolicy({
        tables: [
          aTable('one', { hit: 'C' }),
          aTable('two', { reads: ['answer'], gives: { other: { type: 'integer' } }, rows: [] }),
        ],
      }),
      'tables.two.reads.answer: it is a list, which no table can read.',
    ],
    [
      'a standing answer on an asked one',
      aPolicy({
        tables: [
          aTable('one', { kind: 'permission', asked: true }),
          aTable('two', { reads: ['answer'], gives: { other: { type: 'integer' } }, rows: [] }),
        ],
      }),
      'tables.two.reads.answer: one answers only when asked; this table always answers.',
    ],
    [
      'a fact without a label',
      aPolicy({ facts: { loss: { type: 'integer' } }, tables: [aTable('one')] }),
      'facts.loss: a fact by which complaints are judged needs a label.',
    ],
    [
      'a rung that is not on the ladder',
      withTable({ gives: { rung: { type: 'enum', values: ['front', 'moon'] } }, rows: [] }),
      'tables.one.gives.rung: there is no rung "moon" on the ladder.',
    ],
    [
      'climbing to nowhere',
      aPolicy({ tables: [], ladder: [aRung('front', { climbsTo: 'moon' })] }),
      'ladder.front.climbsTo: there is no rung "moon".',
    ],
    [
      'climbing in a circle',
      aPolicy({
        tables: [],
        ladder: [aRung('front', { climbsTo: 'lead' }), aRung('lead', { climbsTo: 'front' })],
      }),
      'ladder.front.climbsTo: climbing from here goes round and never ends.',
    ],
    [
      'two tops',
      aPolicy({ tables: [], ladder: [aRung('front'), aRung('chief')] }),
      'ladder: it ends at front, chief: it must end at one top.',
    ],
    [
      'a rung with nobody',
      aPolicy({ ladder: [aRung('front', { rota: [] })] }),
      'ladder.front.rota: A rung needs somebody on its rota.',
    ],
    [
      'a wait in months',
      aPolicy({ ladder: [aRung('front', { acceptWithin: 'P1M' })] }),
      'ladder.front.acceptWithin: It is a duration in days, hours, minutes and seconds, like PT30M.',
    ],
    [
      'a zone on the moon',
      aPolicy({ hours: { zone: 'Moon/Base', mon: ['08:00-18:00'] } }),
      'hours.zone: A zone is named as in the IANA list, like "Europe/Berlin".',
    ],
    [
      'a shift through the night',
      aPolicy({ hours: { zone: 'UTC', mon: ['22:00-06:00'] } }),
      'hours.mon.0: An opening ends after it begins: say "22:00-24:00" and, on the next day, "00:00-06:00".',
    ],
    [
      'a day said twice',
      aPolicy({ hours: { zone: 'UTC', 'mon-fri': ['08:00-18:00'], fri: ['08:00-12:00'] } }),
      'hours: Both "fri" and "mon-fri" speak of fri: say it once.',
    ],
    ['hours that never open', aPolicy({ hours: { zone: 'UTC', mon: [] } }), 'hours: These hours never open.'],
    [
      'a holiday that is no date',
      aPolicy({ holidays: ['2026-02-30'] }),
      'holidays.0: A holiday is a date like 2026-12-25.',
    ],
  ])('%s', (_, document, problem) => {
    expect(problemsIn(document)).toContain(problem)
  })

  test('all problems at once', () => {
    expect(
      problemsIn(withRow({ when: { loss: '"x"' }, then: { answer: 'yes' }, because: 'mood' })),
    ).toHaveLength(3)
  })
})
