import { describe, expect, test } from 'vitest'
import { aDomain, aFact } from './a-fact.ts'
import { holds, parseCell } from './cell.ts'
import { codeOf, type Domain, type Fact, type FactValue } from './fact.ts'

const about = (name: string, domain: Domain, unknown = true) => aFact(name, domain, { unknown })
const harm = about('harm', aDomain({ type: 'enum', values: ['none', 'loss', 'safety'] }))
const loss = about('loss', aDomain({ type: 'decimal', scale: 2, low: 0 }))
const failures = about('failures', aDomain({ type: 'integer', low: 0 }), false)
const threat = about('threat', aDomain({ type: 'boolean' }))
const waited = about('waited', aDomain({ type: 'duration', low: 0 }))
const bought = about('bought', aDomain({ type: 'instant' }))
const delivered = about('delivered', aDomain({ type: 'date' }))

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
    ['date("2026-02-28")', delivered, ['2026-02-28'], ['2026-03-01', null]],
    [
      '(date("2026-02-27")..date("2026-03-02"))',
      delivered,
      ['2026-02-28', '2026-03-01'],
      ['2026-02-27', '2026-03-02'],
    ],
    ['not(date("2026-02-28"), >= date("2026-12-31"))', delivered, ['2026-12-30'], ['2026-12-31', null]],
    ['[duration("PT30M")..duration("P1D")[', waited, ['PT30M', 'PT23H'], ['PT29M', 'P1D']],
    ['< 0, [2..4[, 7', failures, [2, 3, 7], [0, 4]],
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
    ['date("2026-02-30")', delivered, 'date("2026-02-30") is no value of delivered, which is a date like'],
    ['date("2026-02-28")', bought, 'is no value of bought, which is an instant'],
    ['4', waited, '4 is no value of waited'],
  ])('%s', (cell, fact, sentence) => {
    expect(() => parseCell(cell, fact)).toThrow(sentence)
  })
})
