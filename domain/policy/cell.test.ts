import { describe, expect, test } from 'vitest'
import { holds, parseCell } from './cell.ts'
import { codeOf, type Domain, type Fact, type FactValue } from './fact.ts'

const about = (name: string, domain: Domain, unknown = true): Fact => ({
  name,
  domain,
  unknown,
  label: 'matter',
  upIsWorse: false,
  social: [],
})
const harm = about('harm', { type: 'enum', values: ['none', 'loss', 'safety'], low: 0, high: 2 })
const loss = about('loss', { type: 'decimal', scale: 2, low: 0, high: Infinity })
const failures = about('failures', { type: 'integer', low: 0, high: Infinity }, false)
const threat = about('threat', { type: 'boolean', low: 0, high: 1 })
const waited = about('waited', { type: 'duration', low: 0, high: Infinity })
const bought = about('bought', { type: 'instant', low: -Infinity, high: Infinity })

const fits = (cell: string, fact: Fact, value: FactValue) =>
  holds(parseCell(cell, fact), value === null ? null : codeOf(value, fact.domain))

describe('a cell lets through what its words say', () => {
  test.each<[string, Fact, FactValue[], FactValue[]]>([
    ['-', loss, [0, 12.5, null], []],
    ['', threat, [true, false, null], []],
    ['"loss","safety"', harm, ['loss', 'safety'], ['none', null]],
    ['not("loss")', harm, ['none', 'safety'], ['loss', null]],
    ['not("none", "loss")', harm, ['safety'], ['none', 'loss', null]],
    ['not(unknown)', harm, ['none', 'loss', 'safety'], [null]],
    ['unknown', harm, [null], ['none']],
    ['"none", unknown', harm, ['none', null], ['loss']],
    ['>= 3', failures, [3, 4], [2]],
    ['> 3', failures, [4], [3]],
    ['< 3', failures, [2], [3]],
    ['<= 3', failures, [3], [4]],
    ['3', failures, [3], [2, 4]],
    ['1, 3', failures, [1, 3], [2]],
    ['[1..5]', failures, [1, 5], [0, 6]],
    ['(1..5)', failures, [2, 4], [1, 5]],
    ['[1..5)', failures, [1, 4], [5]],
    [']1..5[', failures, [2, 4], [1, 5]],
    ['not([1..5])', failures, [0, 6], [1, 5]],
    ['< 0', failures, [], [0, 1]],
    ['> 0', loss, [0.01], [0, null]],
    ['0.3', loss, [0.3], [0.29, 0.31]],
    ['true', threat, [true], [false, null]],
    ['>= duration("PT4H")', waited, ['PT4H', 'P1D'], ['PT3H59M', null]],
    [
      '< date and time("2026-11-23T09:00:00Z")',
      bought,
      ['2026-11-23T09:59:59+01:00'],
      ['2026-11-23T09:00:00Z'],
    ],
  ])('%s', (cell, fact, inside, outside) => {
    expect(inside.filter((value) => !fits(cell, fact, value))).toEqual([])
    expect(outside.filter((value) => fits(cell, fact, value))).toEqual([])
  })
})

describe('a cell that cannot be read is refused in a sentence', () => {
  test.each([
    ['"lost"', harm, '"lost" is no value of harm, which is one of none, loss, safety.'],
    ['>= "loss"', harm, 'harm is compared by its values'],
    ['loss', harm, '`loss` cannot be read from "loss" on.'],
    ['"loss",', harm, '`"loss",` cannot be read from "" on.'],
    ['not(-)', harm, 'cannot be read from "-" on.'],
    ['not("loss"), "none"', harm, 'cannot be read'],
    ['>= 0.001', loss, '0.001 is no value of loss, which is a number with at most 2 decimals'],
    ['>= 1.5', failures, '1.5 is no value of failures, which is a whole number'],
    ['[5..1]', failures, '5..1 runs backwards.'],
    ['unknown', failures, 'failures is always known.'],
    ['"true"', threat, '"true" is no value of threat, which is true or false.'],
    ['duration("P1M")', waited, 'duration("P1M") is no value of waited'],
    ['4', waited, '4 is no value of waited'],
  ])('%s', (cell, fact, sentence) => {
    expect(() => parseCell(cell, fact)).toThrow(sentence)
  })
})
