import type { Rule } from './keeping-queries.ts'

/** The rules as they stand in their fields. */
export type TypedRule = { [part in keyof Rule]: string }

/** What was typed: the rule, or null where it is none, whether it is another one, and whether it erases more than before. */
export function readRule(
  typed: TypedRule,
  kept: Rule,
): { rule: Rule | null; isChanged: boolean; erasesMore: boolean } {
  const rule = {
    wordsMonths: monthsIn(typed.wordsMonths),
    originalsMonths: monthsIn(typed.originalsMonths),
    setAsideMonths: monthsIn(typed.setAsideMonths),
  }
  const { wordsMonths, originalsMonths, setAsideMonths } = rule
  if (wordsMonths === undefined || originalsMonths === undefined || setAsideMonths === undefined)
    return { rule: null, isChanged: true, erasesMore: false }
  const pairs = [
    [wordsMonths, kept.wordsMonths],
    [originalsMonths, kept.originalsMonths],
    [setAsideMonths, kept.setAsideMonths],
  ] as const
  return {
    rule: { wordsMonths, originalsMonths, setAsideMonths },
    isChanged: pairs.some(([now, before]) => now !== before),
    erasesMore: pairs.some(([now, before]) => (now ?? Infinity) < (before ?? Infinity)),
  }
}

/** Whole months from 1 to 600; null for ever; undefined where it is neither. */
function monthsIn(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const months = /^\d{1,3}$/.test(trimmed) ? Number(trimmed) : 0
  return months >= 1 && months <= 600 ? months : undefined
}
