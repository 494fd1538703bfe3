import type { z } from 'zod'
import type { keepHoliday as keeping, withdrawHoliday as withdrawing } from '#contract/staffing.ts'
import type { Holiday } from '#domain/policy/holidays.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { saidOfDay, saveHoliday } from '#server/store/staffing.ts'
import { once, type Agent } from '../command.ts'
import type { Desk, PolicyInForce } from '../desk.ts'

/** No house plans further, so a day beyond is a slip of the year. */
const farthest = Temporal.Duration.from({ years: 3 })

/** So many days to come are more than any house closes on. */
const most = 100

/** Adds a holiday, or names one. It counts at once for what is set from then on, whatever version of the policy judges a case. */
export async function keepHoliday(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof keeping.input>,
): Promise<z.input<typeof keeping.output>> {
  const { day, key } = asked
  const name = asked.name?.trim() || null
  const kept = await once(desk, agent.org, { name: 'keep-holiday', key, input: asked }, async (tx) => {
    const inForce = await desk.policies.inForce(tx)
    const today = refusePast(desk, inForce, day)
    if (Temporal.PlainDate.compare(day, today.add(farthest)) > 0)
      throw new Refusal('invalid', `${dayWords(day)} is more than three years away. Look at the year.`)
    const known = inForce.holidays.find((holiday) => holiday.day === day)
    if (known && (name === null || name === known.name))
      throw new Refusal('conflict', `${dayWords(day)} is a holiday already.`)
    const coming = inForce.holidays.filter((holiday) => Temporal.PlainDate.compare(holiday.day, today) >= 0)
    if (!known && coming.length >= most)
      throw new Refusal('invalid', `${most} holidays are still to come. Take one out first.`)
    return sayOfDay(desk, tx, agent, { day, name, isKept: true })
  })
  desk.policies.lookAgain(agent.org)
  return kept
}

/** Says that a day is no holiday, also where the policy writes one. */
export async function withdrawHoliday(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof withdrawing.input>,
): Promise<z.input<typeof withdrawing.output>> {
  const { day, key } = asked
  const left = await once(desk, agent.org, { name: 'withdraw-holiday', key, input: asked }, async (tx) => {
    const inForce = await desk.policies.inForce(tx)
    const known = inForce.holidays.find((holiday) => holiday.day === day)
    if (!known) throw new Refusal('not-found', `${dayWords(day)} is no holiday, or not any more.`)
    refusePast(desk, inForce, day)
    return sayOfDay(desk, tx, agent, { ...known, isKept: false })
  })
  desk.policies.lookAgain(agent.org)
  return left
}

/** By what was closed in the past, dates were counted: that stays as it was. Answers the day that it is at the desk. */
function refusePast(desk: Desk, { house }: PolicyInForce, day: string): Temporal.PlainDate {
  const today = desk.now().toZonedDateTimeISO(house.deskHours.zone).toPlainDate()
  if (Temporal.PlainDate.compare(day, today) < 0)
    throw new Refusal(
      'invalid',
      `${dayWords(day)} is over, and dates were counted by it. Choose a day from today on.`,
    )
  return today
}

async function sayOfDay(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  { day, name, isKept }: Holiday & { isKept: boolean },
): Promise<Holiday> {
  const before = await saidOfDay(tx, day)
  const said = { day, name, isKept, version: (before?.version ?? 0) + 1 }
  const isSaved = await saveHoliday(tx, { ...said, at: desk.now().toString(), by: agent.handle })
  if (!isSaved)
    throw new Refusal('conflict', `Somebody else has just changed ${dayWords(day)}. Look at it again.`)
  return { day, name }
}

/** `Friday 25 December 2026`. */
const dayWords = (day: string) =>
  Temporal.PlainDate.from(day)
    .toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .replace(',', '')
