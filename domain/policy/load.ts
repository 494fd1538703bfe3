import { studentQuantile } from './student.ts'
import type { Ladder, Rung } from './ladder.ts'

/** A mean with the interval in which it lies in nineteen of twenty pasts like this one. */
export type Estimate = { readonly low: number; readonly middle: number; readonly high: number }

/** How many cases of one day had this as the highest rung that either policy asks for. */
export type DayCount = {
  /** Days since 1970. */
  readonly day: number
  readonly rungBefore: string
  readonly rungAfter: string
  readonly cases: number
}

/** Cases a day whose highest rung each is, from the front line up; those of rungs that only one policy has among them. */
export function loadByRung(
  counts: readonly DayCount[],
  days: number,
  ladders: { before: Ladder; after: Ladder },
): { rung: string; title: string; before: number; after: number }[] {
  const all = [...ladders.after, ...ladders.before.filter(({ id }) => !isOn(ladders.after, id))]
  const sum = (of: (count: DayCount) => string, rung: string) =>
    counts.reduce((total, count) => total + (of(count) === rung ? count.cases : 0), 0) / Math.max(1, days)
  return all.map(({ id, title }) => ({
    rung: id,
    title,
    before: sum(({ rungBefore }) => rungBefore, id),
    after: sum(({ rungAfter }) => rungAfter, id),
  }))
}

const isOn = (ladder: Ladder, rung: string) => ladder.some(({ id }) => id === rung)

/** Cases a day by person, if those of each rung are shared out by the hours that people stand on it. */
export function loadByPerson(
  rungs: readonly { rung: string; before: number; after: number }[],
  ladders: { before: Ladder; after: Ladder },
): { who: string; before: number; after: number }[] {
  const people = new Map<string, { before: number; after: number }>()
  for (const side of ['before', 'after'] as const)
    for (const { rung, [side]: load } of rungs)
      for (const [who, share] of sharesOn(ladders[side].find(({ id }) => id === rung))) {
        const known = people.get(who) ?? { before: 0, after: 0 }
        people.set(who, { ...known, [side]: known[side] + load * share })
      }
  return [...people]
    .map(([who, load]) => ({ who, ...load }))
    .toSorted((a, b) => b.after - a.after || (a.who < b.who ? -1 : 1))
}

/** Which part of the hours of a rung each of its people stands there. */
function sharesOn(rung: Rung | undefined): Map<string, number> {
  const hours = new Map<string, number>()
  for (const { who, hours: there } of rung?.rota ?? []) {
    const open = there.week.flat().reduce((sum, { opens, closes }) => sum + closes - opens, 0)
    hours.set(who, (hours.get(who) ?? 0) + open)
  }
  const all = [...hours.values()].reduce((sum, part) => sum + part, 0)
  return new Map([...hours].map(([who, part]) => [who, all === 0 ? 1 / hours.size : part / all]))
}

/**
 * The minutes a day that the seniors would spend, before and after, and the difference; with 95 % intervals over weeks,
 * since days of a week are not alike and days that follow each other are not independent. Fewer than two whole weeks tell
 * of no spread: then low and high are the middle.
 */
export function seniorMinutes(
  counts: readonly DayCount[],
  isSenior: { before: (rung: string) => boolean; after: (rung: string) => boolean },
  minutesEach: number,
): { before: Estimate; after: Estimate; difference: Estimate; weeks: number } {
  // There may be more counts than a call takes arguments.
  const first = counts.reduce((least, { day }) => Math.min(least, day), Infinity)
  const last = counts.reduce((most, { day }) => Math.max(most, day), -Infinity)
  const weeks = Math.floor((last - first + 1) / 7)
  const perDay = (of: (count: DayCount) => number) => {
    const sums = Array.from({ length: Math.max(1, weeks) }, () => 0)
    for (const count of counts) {
      const week = weeks === 0 ? 0 : Math.floor((last - count.day) / 7)
      if (week < sums.length) sums[week] = (sums[week] ?? 0) + of(count) * count.cases
    }
    const length = weeks === 0 ? last - first + 1 : 7
    return estimate(sums.map((sum) => (sum * minutesEach) / length))
  }
  const old = ({ rungBefore }: DayCount) => Number(isSenior.before(rungBefore))
  const now = ({ rungAfter }: DayCount) => Number(isSenior.after(rungAfter))
  if (counts.length === 0)
    return { before: estimate([0]), after: estimate([0]), difference: estimate([0]), weeks: 0 }
  return {
    before: perDay(old),
    after: perDay(now),
    difference: perDay((count) => now(count) - old(count)),
    weeks,
  }
}

/** The mean of some weeks, with its interval by Student's t. */
function estimate(values: readonly number[]): Estimate {
  const n = values.length
  const middle = values.reduce((sum, value) => sum + value, 0) / n
  if (n < 2) return { low: middle, middle, high: middle }
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1)
  const reach = studentQuantile(0.975, n - 1) * Math.sqrt(variance / n)
  return { low: middle - reach, middle, high: middle + reach }
}
