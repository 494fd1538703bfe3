import { codeOf, wordsFor, type Fact, type FactValue } from './fact.ts'

/** Codes from one to another, both included. */
export type Span = readonly [from: number, to: number]

/** What a cell lets through: codes within its spans, and perhaps what is not known. */
export type Cell = { readonly spans: readonly Span[]; readonly unknown: boolean }

const everything: Cell = { spans: [[-Infinity, Infinity]], unknown: true }

/** Whether a code fits the cell; null is unknown. */
export function holds({ spans, unknown }: Cell, code: number | null): boolean {
  return code === null ? unknown : spans.some(([from, to]) => from <= code && code <= to)
}

/**
 * Reads one cell: an S-FEEL unary test (DMN 1.5, chapter 9) over one fact.
 *
 *     -    "a","b"    not("x")    >= 3    [1..5]    (1..5)    true    unknown
 *     duration("PT4H")    date("2026-11-23")    date and time("2026-11-23T09:00:00Z")
 *
 * Unlike in DMN, what is not known fits `-` and `unknown` and nothing else, not even `not("x")`:
 * a policy that means the unknown says so. A cell that cannot be read is a SyntaxError in a sentence.
 */
export function parseCell(text: string, fact: Fact): Cell {
  const source = text.trim()
  if (source === '' || source === '-') return everything
  const negated = /^not\s*\(([^]*)\)$/.exec(source)?.[1]
  const tests = testsIn(negated ?? source, text)
  const spans = tests.flatMap((test) => spanOf(test, fact) ?? [])
  const unknown = tests.some((test) => test.unknown !== undefined)
  if (unknown && !fact.unknown) throw new SyntaxError(`${fact.name} is always known.`)
  return negated === undefined ? { spans, unknown } : { spans: outside(spans), unknown: false }
}

const literal = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|(?:date and time|date|duration)\("[^"]*"\)/
  .source
const unaryTest = new RegExp(
  String.raw`\s*(?:(?<unknown>unknown)|(?<sign>[<>]=?)?\s*(?<value>${literal})|` +
    String.raw`(?<open>[[(\]])\s*(?<low>${literal})\s*\.\.\s*(?<high>${literal})\s*(?<close>[\])[]))\s*(?<end>,|$)`,
  'y',
)

type Test = Readonly<Partial<Record<string, string>>>

function testsIn(source: string, cell: string): Test[] {
  const tests: Test[] = []
  unaryTest.lastIndex = 0
  for (;;) {
    const at = unaryTest.lastIndex
    const test = unaryTest.exec(source)?.groups
    if (!test) throw new SyntaxError(`\`${cell}\` cannot be read from "${source.slice(at).trim()}" on.`)
    tests.push(test)
    if (test['end'] === '') return tests
  }
}

function spanOf({ sign, value, open, low, high, close }: Test, fact: Fact): [Span] | undefined {
  if (value !== undefined) {
    const code = codeIn(value, fact)
    if (sign !== undefined) refuseUnordered(fact)
    switch (sign) {
      case '<':
        return [[-Infinity, code - 1]]
      case '<=':
        return [[-Infinity, code]]
      case '>':
        return [[code + 1, Infinity]]
      case '>=':
        return [[code, Infinity]]
      default:
        return [[code, code]]
    }
  }
  if (low === undefined || high === undefined) return undefined
  refuseUnordered(fact)
  const [from, to] = [codeIn(low, fact), codeIn(high, fact)]
  if (from > to) throw new SyntaxError(`${low}..${high} runs backwards.`)
  return [[open === '[' ? from : from + 1, close === ']' ? to : to - 1]]
}

function refuseUnordered({ name, domain }: Fact) {
  if (domain.type === 'enum' || domain.type === 'boolean')
    throw new SyntaxError(`${name} is compared by its values: it has no "less" and "more" in a cell.`)
}

/** The code of a literal. A bound may lie outside what the fact can be: `< 0` then never holds. */
function codeIn(text: string, { name, domain }: Fact): number {
  const unbounded = domain.type === 'enum' ? domain : { ...domain, low: -Infinity, high: Infinity, step: 1 }
  const code = codeOf(valueIn(text, domain.type), unbounded)
  if (code === null) throw new SyntaxError(`${text} is no value of ${name}, which is ${wordsFor(domain)}.`)
  return code
}

/** The value a literal stands for, or null where its form is not the one for the type. */
function valueIn(text: string, type: Fact['domain']['type']): FactValue {
  const quoted = /^(?:date and time|date|duration)\("(.*)"\)$/.exec(text)?.[1]
  switch (type) {
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : null)
    case 'enum':
      return /^"(?<word>.*)"$/.exec(text)?.groups?.['word']?.replaceAll(/\\(.)/g, '$1') ?? null
    case 'integer':
    case 'decimal':
      return /^[-\d]/.test(text) ? Number(text) : null
    case 'date':
      return text.startsWith('date(') && quoted !== undefined ? quoted : null
    case 'instant':
      return text.startsWith('date and time') && quoted !== undefined ? quoted : null
    case 'duration':
      return text.startsWith('duration') && quoted !== undefined ? quoted : null
  }
}

/** The codes that are in none of the spans. */
function outside(spans: readonly Span[]): Span[] {
  const gaps: Span[] = []
  let from = -Infinity
  for (const [low, high] of spans.toSorted(([a], [b]) => a - b)) {
    if (from < low) gaps.push([from, low - 1])
    from = Math.max(from, high + 1)
  }
  if (from < Infinity) gaps.push([from, Infinity])
  return gaps
}

/** Where the cell may change its mind: the first codes of its spans and of what lies behind them. */
export const cutsOf = ({ spans }: Cell): number[] => spans.flatMap(([from, to]) => [from, to + 1])
