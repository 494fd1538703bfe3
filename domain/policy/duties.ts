import { askingIn, isUsual, type Asking } from './asking.ts'
import { segmentEnds, segmentOf } from './axis.ts'
import type { CompiledPolicy } from './compile.ts'
import { decide } from './decide.ts'
import { isWait, type Facts } from './fact.ts'
import { lowestRung } from './ladder.ts'
import type { Answer } from './line.ts'

/** What policy says is owed now on a case, as the desk reads it. */
export type Duties = {
  /** 1 to 5 in the starter policy; up is graver. */
  severity: number
  /** The lowest rung that may own the case. */
  rung: string
  clocks: {
    acknowledgeWithin: Temporal.Duration
    actWithin: Temporal.Duration
    updateEvery: Temporal.Duration
    followUpWithin: Temporal.Duration
    /** Counted round the clock instead of in the hours of the desk. */
    always: boolean
  }
  /** How often we ask whether it is settled before silence may close the case; absent where it is as usual. */
  asking?: Asking
  /** The remedy that is owed, and the amount up to which; whoever signs, never more. */
  entitlement: { remedy: string; upTo: number }
  conduct: { answerIn: string; tone: string }
  /** Whether the people who speak for the house stand by. */
  comms: boolean
  /**
   * The age of the case, in whole days, at which the answer may next be another one; null where no table asks how long
   * it has been open. No fact reads a clock: the desk looks again then, and asks with the new age.
   */
  lookAgainAfterDays: number | null
  /** The rows of the policy that said so. */
  why: { table: string; row: string }[]
}

/**
 * What is owed where a policy does not say: no table gives the output of that name, or gives it
 * in another type, or is silent. A policy needs only the tables by which it wants something else.
 */
const unlessSaid = {
  severity: 2,
  acknowledgeWithin: 'PT8H',
  actWithin: 'PT16H',
  updateEvery: 'PT40H',
  followUpWithin: 'P3D',
  always: false,
  remedy: 'apology',
  upTo: 0,
  answerIn: 'same-way',
  tone: 'written',
  comms: false,
} as const

/**
 * The duties that follow from what is known. Tables give them by the names of their outputs: a measure `severity`;
 * attention `rung`, `comms`, `answerIn` and `tone`; outcomes `acknowledgeWithin`, `actWithin`, `updateEvery`,
 * `followUpWithin`, `always`, `askTimes`, `askDaysApart`, `silentDays`, `remedy` and `upTo`. Without a `rung` the lowest one owns the case.
 */
export function dutiesOf(compiled: CompiledPolicy, facts: Facts): Duties {
  const { measure, attention, outcome, fired } = decide(compiled, facts)
  const asking = askingIn(outcome)
  return {
    severity: numberIn(measure['severity'], unlessSaid.severity),
    rung: textIn(attention['rung'], lowestRung(compiled.policy.ladder).id),
    clocks: {
      acknowledgeWithin: durationIn(outcome['acknowledgeWithin'], unlessSaid.acknowledgeWithin),
      actWithin: durationIn(outcome['actWithin'], unlessSaid.actWithin),
      updateEvery: durationIn(outcome['updateEvery'], unlessSaid.updateEvery),
      followUpWithin: durationIn(outcome['followUpWithin'], unlessSaid.followUpWithin),
      always: isTrue(outcome['always'], unlessSaid.always),
    },
    ...(!isUsual(asking) && { asking }),
    entitlement: {
      remedy: textIn(outcome['remedy'], unlessSaid.remedy),
      upTo: numberIn(outcome['upTo'], unlessSaid.upTo),
    },
    conduct: {
      answerIn: textIn(attention['answerIn'], unlessSaid.answerIn),
      tone: textIn(attention['tone'], unlessSaid.tone),
    },
    comms: isTrue(attention['comms'], unlessSaid.comms),
    lookAgainAfterDays: nextAge(compiled, facts),
    why: fired.flatMap(({ table, rows }) => rows.map((row) => ({ table, row }))),
  }
}

/** The first age beyond the present one at which some cell about `days` may change its mind. */
function nextAge({ axes }: CompiledPolicy, { days = null }: Facts): number | null {
  const axis = axes.find(({ fact }) => fact.name === 'days' && fact.label === 'time')
  if (!axis || days === null) return null
  const { high } = segmentEnds(segmentOf(days, axis), axis)
  return high < axis.fact.domain.high ? high + 1 : null
}

const numberIn = (answer: Answer | undefined, otherwise: number) =>
  typeof answer === 'number' ? answer : otherwise

const textIn = (answer: Answer | undefined, otherwise: string) =>
  typeof answer === 'string' ? answer : otherwise

const isTrue = (answer: Answer | undefined, otherwise: boolean) =>
  typeof answer === 'boolean' ? answer : otherwise

function durationIn(answer: Answer | undefined, otherwise: string): Temporal.Duration {
  const text = textIn(answer, otherwise)
  const wait = Temporal.Duration.from(isWait(text) ? text : otherwise)
  // Less than a minute is a slip of the pen, and a clock that would ring without end.
  return wait.total('seconds') < 60 ? Temporal.Duration.from({ minutes: 1 }) : wait
}
