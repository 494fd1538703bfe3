import { fisherMore, fisherTwoSided, newcombe, type Share } from './fisher.ts'

/** What became of a case, yes or no. Less of each is better. */
export type Measure = 'failed' | 'date-missed' | 'disagreed' | 'still-open'

/** How a trial ends: read once, on the day that was set before it began. */
export type Verdict = {
  readonly says: 'better' | 'worse' | 'no-difference-shown' | 'too-few'
  /** In the share of cases for which it came about, of the version on trial less the one in force. */
  readonly difference: number | null
  readonly interval: { readonly low: number; readonly high: number } | null
  readonly p: number | null
}

/** With fewer cases on a side nothing is read out but that there were too few. */
const fewest = 20

/** A difference counts that chance alone would show in fewer than one of twenty trials. */
const significance = 0.05

/** Reads a trial out that has come to its end. Looked at once, it claims a win by chance in fewer than 5 of 100 trials. */
export function readOut(onTrial: Share, inForce: Share): Verdict {
  if (onTrial.of < fewest || inForce.of < fewest)
    return { says: 'too-few', difference: null, interval: null, p: null }
  const p = fisherTwoSided(onTrial, inForce)
  const difference = onTrial.hits / onTrial.of - inForce.hits / inForce.of
  const isShown = p < significance && difference !== 0
  return {
    says: isShown ? (difference < 0 ? 'better' : 'worse') : 'no-difference-shown',
    difference,
    interval: newcombe(onTrial, inForce),
    p,
  }
}

/** So sure one has to be that people are worse off before a trial is broken off for them. It is looked at every hour. */
const alarm = 0.001

/** Whether a guardrail holds a trial back: the cases on trial are clearly worse off. It can only end one, never win one. */
export const isHarmful = (onTrial: Share, inForce: Share): boolean =>
  onTrial.of >= fewest && inForce.of >= fewest && fisherMore(onTrial, inForce) < alarm

/**
 * Whether a case is drawn for the version on trial: by the ids of both alone, so that the same case is always drawn alike,
 * whoever asks and how often, and nobody chooses.
 */
export const isDrawn = (trial: string, kase: string, share: number): boolean =>
  mixed(`${trial} ${kase}`) % 1000 < share

/** A number that follows from a text and looks like none: FNV-1a, stirred by the finish of MurmurHash3 (both public domain). */
function mixed(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
