import { segmentOf } from './axis.ts'
import type { CompiledPolicy } from './compile.ts'
import { fittedTo, type Facts } from './fact.ts'
import { lowestRung } from './ladder.ts'
import { isList, type Answer } from './line.ts'
import { aspectsOf, factsRead, treatsBy, type Aspect } from './treatment.ts'

/** An answer that another policy would have given otherwise. */
type ChangedAnswer = Aspect & { readonly before: Answer; readonly after: Answer }

/**
 * What comes of asking two policies about the same facts: few in number however many facts there are, so that cases are
 * counted by them.
 */
export type Pattern = {
  readonly changes: readonly ChangedAnswer[]
  /** The rungs that would have had the case. */
  readonly rungBefore: string
  readonly rungAfter: string
  /** Facts that the rehearsed policy reads, of which nothing was recorded, or nothing was known. */
  readonly notRecorded: readonly string[]
  readonly notKnown: readonly string[]
}

/** Rehearses a policy against another on what was known: equal outcomes get the same number. */
export type Rehearser = {
  /** The number of the pattern of some facts. */
  ask(known: Facts): number
  readonly patterns: readonly Pattern[]
}

/** Makes two policies ready to be compared on the past. */
export function rehearser(before: CompiledPolicy, after: CompiledPolicy): Rehearser {
  const aspects = aspectsOf(before, after)
  const [treatedBefore, treatedAfter] = [treatsBy(before, aspects), treatsBy(after, aspects)]
  const rung = aspects.findIndex(({ output }) => output === 'rung')
  const lowest = [before, after].map(({ policy }) => lowestRung(policy.ladder).id)
  const read = factsRead(after)
  const patterns: Pattern[] = []
  const numbers = new Map<string, number>()
  const numberOf = (key: string, made: () => Pattern) => {
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, patterns.length)
    return patterns.push(made()) - 1
  }
  const outcomeOf = (known: Facts): number => {
    const [old, now] = [treatedBefore(known), treatedAfter(known)]
    const rungs = rung === -1 ? lowest : [String(old[rung]), String(now[rung])]
    let key = rungs.join(' ')
    for (let at = 0; at < aspects.length; at++)
      if (!isSame(old[at], now[at])) key += `\n${at} ${JSON.stringify(old[at])} ${JSON.stringify(now[at])}`
    let gaps = ''
    for (const name of read) {
      const value = known[name]
      gaps += value === undefined ? '-' : value === null ? '?' : '.'
    }
    return numberOf(`${key}\n${gaps}`, () => ({
      changes: aspects.flatMap((aspect, at) =>
        isSame(old[at], now[at]) ? [] : [{ ...aspect, before: old[at] ?? null, after: now[at] ?? null }],
      ),
      rungBefore: rungs[0] ?? '',
      rungAfter: rungs[1] ?? '',
      notRecorded: read.filter((name) => known[name] === undefined),
      notKnown: read.filter((name) => known[name] === null),
    }))
  }
  const whereabouts = whereaboutsIn([before, after])
  const met = new Map<string, number>()
  return {
    patterns,
    ask(known) {
      const place = whereabouts(known)
      const seen = met.get(place)
      if (seen !== undefined) return seen
      const number = outcomeOf(known)
      met.set(place, number)
      return number
    },
  }
}

/**
 * Says where facts lie among all the limits that the policies set: what lies in the same place is treated alike by each of
 * them, so that only one of a thousand amounts has to be asked about.
 */
function whereaboutsIn(policies: readonly CompiledPolicy[]): (known: Facts) => string {
  const axes = policies.flatMap((policy) => {
    const read = new Set(factsRead(policy))
    return policy.axes.filter(({ fact }) => read.has(fact.name))
  })
  return (known) => {
    let place = ''
    for (const axis of axes) {
      const value = known[axis.fact.name]
      const segment = value === undefined ? -1 : segmentOf(value, axis)
      const found = segment === -1 ? segmentOf(fittedTo(axis.fact, value ?? null), axis) : segment
      // Not recorded and not known are told apart, though both are unknown to the policy.
      place += value === undefined ? '-' : value === null ? '?' : '.'
      place += String.fromCharCode(found + 1)
    }
    return place
  }
}

const isSame = (a: Answer | undefined, b: Answer | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && (isList(a) || isList(b)) && JSON.stringify(a) === JSON.stringify(b))
