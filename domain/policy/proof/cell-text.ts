import type { Span } from '../cell.ts'
import { valueOf, type Domain } from '../fact.ts'
import type { GridFact } from './grid.ts'

/** Some classes of a fact as the cell that lets just them through. */
export function cellText(
  { fact: { domain }, codes, spans, unknown }: GridFact,
  classes: readonly number[],
): string {
  const known = merged(
    classes.flatMap((at) => spans[at] ?? []),
    domain,
  )
  const everyKnown = codes.every((_, at) => at === unknown || classes.includes(at))
  const saysUnknown = unknown >= 0 && classes.includes(unknown)
  if (everyKnown && codes.length > 1) return saysUnknown || unknown < 0 ? '-' : 'not(unknown)'
  const tests = known.flatMap((span) => testsOf(span, domain))
  return [...tests, ...(saysUnknown ? ['unknown'] : [])].join(', ')
}

/** Ranges in order, those that touch made one. */
function merged(spans: readonly Span[], { step }: Domain): Span[] {
  const list: Span[] = []
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    const last = list.at(-1)
    if (last && from <= last[1] + step) list[list.length - 1] = [last[0], Math.max(last[1], to)]
    else list.push([from, to])
  }
  return list
}

function testsOf([from, to]: Span, domain: Domain): string[] {
  if (domain.type === 'enum') return domain.values.slice(from, to + 1).map((word) => JSON.stringify(word))
  if (domain.type === 'boolean') return from === to ? [String(from === 1)] : ['false', 'true']
  const literal = (code: number) => literalOf(code, domain)
  if (from === to) return [literal(from)]
  const [isLeast, isMost] = [from <= domain.low, to >= domain.high]
  if (isLeast && isMost) return ['not(unknown)']
  if (isMost) return [`>= ${literal(from)}`]
  // What begins at the least amount of all is written as people write it: at most, or above nothing.
  return [isLeast ? `<= ${literal(to)}` : `[${literal(from)}..${literal(to)}]`]
}

/** A value as a cell writes it. */
function literalOf(code: number, domain: Domain): string {
  const value = String(valueOf(code, domain))
  switch (domain.type) {
    case 'date':
      return `date("${value}")`
    case 'instant':
      return `date and time("${value}")`
    case 'duration':
      return `duration("${value}")`
    case 'enum':
      return JSON.stringify(value)
    case 'boolean':
    case 'integer':
    case 'decimal':
      return value
  }
}
