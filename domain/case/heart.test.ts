import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { laws } from '#test/histories/laws.ts'
import { anyPlan, type Plan } from '#test/histories/any-history.ts'
import { applyEvent } from './apply-event.ts'
import { openCase } from './open-case.ts'
import { isOpen } from './case.ts'
import { isRunning } from './deadline.ts'
import type { CaseEvent } from './event.ts'
import { timeGoesBy, type Life, type Written } from '#test/histories/a-life.ts'
import { lived } from '#test/histories/lived-history.ts'

/** A law that was broken, by its name. */
class Broken extends Error {
  override name = 'Broken'
  readonly law: string

  constructor(law: string, found: unknown) {
    super(`${law}: ${JSON.stringify(found)}`)
    this.law = law
  }
}

const folding = 'folding its events from the first one gives the case that the desk has saved'
const landing =
  'an open case that nobody touches comes to the named senior within seven weeks, and still has a date there'

function obeysEveryLaw(history: Generator<Written, Life>): void {
  const chains = new Map<string, CaseEvent[]>()
  for (let step = history.next(); ; step = history.next()) {
    if (step.done) return judgeEnd(step.value, chains)
    judge(step.value, chains)
  }
}

function judge(written: Written, chains: Map<string, CaseEvent[]>) {
  const { kase, events, before } = written
  const told = chains.get(kase.id) ?? []
  told.push(...events)
  chains.set(kase.id, told)
  // Of the other case of a merge only the second half of its life is watched.
  const isWhole = before === null || told.length === kase.events
  for (const [law, holds] of Object.entries(laws)) {
    const found = isWhole || holds.length === 1 ? holds(written, told) : null
    if (
      found !== undefined &&
      found !== null &&
      found !== false &&
      !(Array.isArray(found) && found.length === 0)
    )
      throw new Broken(law, found)
  }
}

function judgeEnd(life: Life, chains: ReadonlyMap<string, CaseEvent[]>) {
  const [opened, ...events] = chains.get(life.kase.id) ?? []
  if (opened?.type !== 'case-opened') throw new Broken(folding, opened)
  const folded = events.map(asStored).reduce(applyEvent, openCase(life.kase.id, opened))
  const [one, other] = [JSON.parse(JSON.stringify(folded)), JSON.parse(JSON.stringify(life.kase))]
  if (!isDeepStrictEqual(one, other)) throw new Broken(folding, { folded, saved: life.kase })
  if (isOpen(life.kase)) comesToTheTop(life)
}

/** An event as its row gives it back. */
const asStored = (event: CaseEvent): CaseEvent => ({ ...event, data: JSON.parse(JSON.stringify(event.data)) })

function comesToTheTop(life: Life) {
  const top = life.house.ladder.at(-1)?.id
  const alone = timeGoesBy(life, { minutes: 7 * 7 * 24 * 60, clockRings: true })
  while (life.kase.rung !== top && alone.next().done !== true);
  if (life.kase.rung !== top || !life.kase.deadlines.some(isRunning))
    throw new Broken(landing, life.kase.deadlines)
}

/** In `npm test` a part of what EVENHAND_HISTORIES=10000 lives. */
const histories = Number(process.env['EVENHAND_HISTORIES'] ?? 3000)

describe('in thousands of random histories', () => {
  let found: fc.RunDetails<[Plan]> | undefined
  beforeAll(() => {
    found = fc.check(
      fc.property(anyPlan, (plan) => obeysEveryLaw(lived(plan))),
      { numRuns: histories },
    )
  }, 600_000)

  test('all were lived to their end', () => {
    if (found?.failed && !(found.errorInstance instanceof Broken))
      throw new Error(fc.defaultReportMessage(found))
    expect(found?.numRuns).toBe(histories)
  })

  test.each([...Object.keys(laws), folding, landing])('%s', (law) => {
    const broken = found?.errorInstance
    const isBroken = broken instanceof Broken && broken.law === law
    expect(found && isBroken ? fc.defaultReportMessage(found) : 'it held').toBe('it held')
  })
})
