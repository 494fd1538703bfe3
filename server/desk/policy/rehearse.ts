import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import type { RehearsalResult } from '#contract/rehearsal.ts'
import { compilePolicy } from '#domain/policy/compile.ts'
import type { Facts } from '#domain/policy/fact.ts'
import type { Ladder } from '#domain/policy/ladder.ts'
import { loadByPerson, loadByRung, seniorMinutes, type DayCount } from '#domain/policy/load.ts'
import type { Policy } from '#domain/policy/policy.ts'
import { rehearser, type Pattern, type Rehearser } from '#domain/policy/rehearsal.ts'
import {
  eachVector,
  livesByDay,
  newestOf,
  roughlyAsked,
  type Judged,
  type LivesOfDay,
} from '#server/store/asked-facts.ts'
import type { OrgTx } from '#server/store/database.ts'
import type { Desk, PolicyInForce } from '../desk.ts'
import { withoutFollowers } from '../claims/closed-followers.ts'
import { namesOf } from '../names.ts'

type Result = z.input<typeof RehearsalResult>

/** What is rehearsed, against what, on which cases, and how the seniors' time is counted. */
export type Rehearsing = {
  policy: Policy
  against: number
  from: Temporal.Instant | null
  until: Temporal.Instant | null
  seniorFrom: string | null
  minutes: number
}

/**
 * Rehearses a policy on the past of an organisation: what was known of each case, whenever that changed, is asked of both
 * policies; equal facts are asked once. What becomes known while it goes on is left out. Writes nothing.
 */
export const rehearse = (
  desk: Desk,
  org: string,
  asked: Rehearsing,
  tell: (progress: number) => Promise<void>,
): Promise<Result> =>
  desk.db.withOrg(org, async (tx) => {
    const began = performance.now()
    const against = await desk.policies.version(tx, asked.against)
    const inForce = await desk.policies.inForce(tx)
    const both = rehearser(against.compiled, compilePolicy(asked.policy))
    const judged = await judge(tx, both, tell)
    await tell(0.8)
    const lives = await livesByDay(tx, judged, asked.from, asked.until)
    await tell(0.95)
    const ladders = {
      before: against.house.ladder,
      after: staffedAsNow(asked.policy.ladder, inForce),
    }
    const result = await told(tx, { both, judged, lives, ladders, asked })
    return { ...result, seconds: Math.round(performance.now() - began) / 1000 }
  })

/** The rungs of a policy that is not in force yet, with those on them who stand there now. */
const staffedAsNow = (ladder: Ladder, { house }: PolicyInForce): Ladder =>
  ladder.map((rung) => {
    const now = house.ladder.find(({ id }) => id === rung.id)
    return now ? { ...rung, rota: now.rota, hours: now.hours } : rung
  })

const Known = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** What was written down by the desk itself, as facts: read a million times, so not looked at again one by one. */
function factsIn(text: string): Facts {
  // The desk wrote them down, and the database keeps them as they were.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(text) as Facts
}

async function judge(tx: OrgTx, both: Rehearser, tell: (progress: number) => Promise<void>): Promise<Judged> {
  const vectors: string[] = []
  const patterns: number[] = []
  const expected = Math.max(1, await roughlyAsked(tx))
  for await (const some of eachVector(tx)) {
    for (const { vector, facts } of some) {
      vectors.push(vector)
      patterns.push(both.ask(factsIn(facts)))
    }
    await tell(Math.min(0.75, (0.75 * vectors.length) / expected))
    // Others have their turn in between.
    await breathe()
  }
  return { vectors, patterns }
}

type Past = {
  both: Rehearser
  judged: Judged
  lives: readonly LivesOfDay[]
  ladders: { before: Ladder; after: Ladder }
  asked: Rehearsing
}

async function told(tx: OrgTx, past: Past): Promise<Omit<Result, 'seconds'>> {
  const { judged, lives, ladders, asked, both } = past
  const counts = lives.map((life): DayCount => highestOf(life, both.patterns, ladders))
  const days = lives.length === 0 ? 0 : (lives.at(-1)?.day ?? 0) - (lives[0]?.day ?? 0) + 1
  const rungs = loadByRung(counts, days, ladders)
  const names = await namesOf(tx)
  const first = lives.map((life) => life.first).toSorted((a, b) => Temporal.Instant.compare(a, b))
  return {
    cases: sumOf(lives),
    vectors: judged.vectors.length,
    since: first[0]?.toString() ?? null,
    until: first.at(-1)?.toString() ?? null,
    days,
    different: sumOf(lives.filter(({ patterns }) => patterns.some((at) => differs(both.patterns[at])))),
    changes: changesIn(past),
    list: await listOf(tx, past),
    unknown: unknownIn(past),
    rungs: rungs.map((load) => ({ ...load, before: rounded(load.before), after: rounded(load.after) })),
    people: loadByPerson(rungs, ladders).map(({ who, before, after }) => ({
      who: names(who),
      before: rounded(before),
      after: rounded(after),
    })),
    senior: seniorsOf(counts, ladders, asked),
  }
}

const differs = (pattern: Pattern | undefined) => (pattern?.changes.length ?? 0) > 0

const sumOf = (lives: readonly { cases: number }[]) => lives.reduce((sum, { cases }) => sum + cases, 0)

const rounded = (value: number) => Math.round(value * 100) / 100

/** The highest rung that a case would have come to under each policy, at any time of its life. */
function highestOf(
  { day, patterns, cases }: LivesOfDay,
  all: readonly Pattern[],
  ladders: Past['ladders'],
): DayCount {
  const highest = (ladder: Ladder, of: (pattern: Pattern) => string) => {
    const heights = patterns.map((at) => {
      const pattern = all[at]
      return pattern ? ladder.findIndex(({ id }) => id === of(pattern)) : 0
    })
    return ladder[Math.max(0, ...heights)]?.id ?? ''
  }
  return {
    day,
    cases,
    rungBefore: highest(ladders.before, ({ rungBefore }) => rungBefore),
    rungAfter: highest(ladders.after, ({ rungAfter }) => rungAfter),
  }
}

/** What would change for how many cases, the commonest first. A case counts once for each change that it would have met. */
function changesIn({ both, lives }: Past): Result['changes'] {
  const counted = new Map<string, Result['changes'][number]>()
  for (const { patterns, cases } of lives) {
    const met = new Map(
      patterns.flatMap((at) =>
        (both.patterns[at]?.changes ?? []).map((change) => [JSON.stringify(change), change] as const),
      ),
    )
    for (const [key, change] of met) {
      const known = counted.get(key)
      counted.set(key, { ...change, cases: (known?.cases ?? 0) + cases })
    }
  }
  return [...counted.values()].toSorted((a, b) => b.cases - a.cases).slice(0, 200)
}

/** Facts that were unknown whenever the case was asked about. */
function unknownIn({ both, lives }: Past): Result['unknown'] {
  const counted = new Map<string, Result['unknown'][number]>()
  const count = (fact: string, why: 'not-recorded' | 'not-known', cases: number) => {
    const key = `${fact} ${why}`
    counted.set(key, { fact, why, cases: (counted.get(key)?.cases ?? 0) + cases })
  }
  for (const { patterns, cases } of lives) {
    const met = patterns.flatMap((at) => both.patterns[at] ?? [])
    for (const why of ['not-recorded', 'not-known'] as const) {
      const gaps = met.map((pattern) => (why === 'not-recorded' ? pattern.notRecorded : pattern.notKnown))
      const always = (gaps[0] ?? []).filter((fact) => gaps.every((gap) => gap.includes(fact)))
      for (const fact of always) count(fact, why, cases)
    }
  }
  return [...counted.values()].toSorted((a, b) => b.cases - a.cases)
}

/** How many of those who would be treated differently are listed one by one. */
const listed = 200

async function listOf(tx: OrgTx, { both, judged, asked }: Past): Promise<Result['list']> {
  const different = judged.vectors.filter((_, at) => differs(both.patterns[judged.patterns[at] ?? -1]))
  if (different.length === 0) return []
  const rows = await newestOf(tx, different, asked.from, asked.until, listed)
  return rows.map(({ case_id: caseId, number, opened_at: openedAt, facts }) => {
    const changes = both.patterns[both.ask(factsIn(facts))]?.changes ?? []
    return {
      caseId,
      number,
      openedAt: openedAt.toString(),
      // The list names cases: who reads it has not looked how far a voice carries there.
      facts: withoutFollowers(Known.parse(factsIn(facts))),
      before: Object.fromEntries(changes.map(({ output, before }) => [output, before])),
      after: Object.fromEntries(changes.map(({ output, after }) => [output, after])),
    }
  })
}

function seniorsOf(
  counts: readonly DayCount[],
  { before, after }: Past['ladders'],
  { seniorFrom, minutes }: Rehearsing,
): Result['senior'] {
  const from = seniorFrom ?? after.at(-2)?.id ?? after.at(-1)?.id ?? ''
  const isAtLeast = (ladder: Ladder) => {
    const lowest = ladder.findIndex(({ id }) => id === from)
    // A ladder that has no such rung counts as many from its top.
    const place = lowest === -1 ? ladder.length - 2 : lowest
    return (rung: string) => ladder.findIndex(({ id }) => id === rung) >= Math.max(0, place)
  }
  const spent = seniorMinutes(counts, { before: isAtLeast(before), after: isAtLeast(after) }, minutes)
  const shown = ({ low, middle, high }: typeof spent.before) => ({
    low: rounded(low),
    middle: rounded(middle),
    high: rounded(high),
  })
  return {
    from,
    minutesEach: minutes,
    before: shown(spent.before),
    after: shown(spent.after),
    difference: shown(spent.difference),
    confidence: 0.95,
    weeks: spent.weeks,
  }
}
