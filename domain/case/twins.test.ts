import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyPlan, type Plan } from '#test/histories/any-history.ts'
import type { Case } from './case.ts'
import { born } from '#test/histories/a-life.ts'
import { startOf, stepOn } from '#test/histories/lived-history.ts'
import { saysTheSame } from './says-the-same.ts'

/** What the case was after each step of a plan, for the one of two people who is watched by nobody or for the other. */
function afterEachStep(plan: Plan, side: 0 | 1): Case[] {
  const { life } = born(plan, side, startOf(plan))
  const first = life.kase
  const later = plan.steps.map((step) => {
    for (const _ of stepOn(life, step));
    return life.kase
  })
  return [first, ...later]
}

/** All that is owed to the customer, and none of what only says who looks: rung, owner, offers, conduct. */
function owed({
  state,
  duties,
  deadlines,
  failures,
  missed,
  contacts,
  turn,
  unansweredSince,
  decision,
}: Case): unknown {
  const dates = deadlines
    .filter(({ kind }) => kind !== 'accept-by')
    .map((deadline) => ({ ...deadline, id: undefined }))
  const measure = [duties?.severity, duties?.clocks, duties?.entitlement]
  return JSON.parse(
    JSON.stringify([state, measure, dates, failures, missed, contacts, turn, unansweredSince, decision]),
  )
}

/** Says where the two part. */
function refuseToPart(plan: Plan): void {
  const [quiet, loud] = [afterEachStep(plan, 0), afterEachStep(plan, 1)]
  for (const [step, kase] of quiet.entries()) {
    if (kase === quiet[step - 1] && loud[step] === loud[step - 1]) continue
    const [one, other] = [kase, loud[step] ?? kase].map(owed)
    if (!saysTheSame(one, other)) throw new Error(`After step ${step}: ${JSON.stringify([one, other])}`)
  }
}

/** In `npm test` a part of what EVENHAND_HISTORIES=10000 lives. */
const histories = Number(process.env['EVENHAND_HISTORIES'] ?? 3000)

test('in thousands of random histories, two people who differ only in who is watching are owed the same at every step', () => {
  const found = fc.check(fc.property(anyPlan, refuseToPart), { numRuns: histories })
  expect(found.failed ? fc.defaultReportMessage(found) : 'they never part').toBe('they never part')
}, 600_000)
