import { z } from 'zod'
import { Refusal } from '../../refusal.ts'

const WrittenCalendar = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  citation: z.string().min(1),
  source: z.url(),
  zone: z.string().min(1),
  /** The days whose holidays are known: outside of them nothing is proved. */
  from: z.iso.date(),
  until: z.iso.date(),
  holidays: z.array(z.strictObject({ day: z.iso.date(), name: z.string().min(1) })),
})

/** Which days count as business days somewhere: not Saturday, not Sunday, no holiday. */
export type BusinessCalendar = {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly holidays: ReadonlySet<string>
}

/** The calendar of a parsed file of `packs/law/calendars`. Throws a Refusal. */
export function readBusinessCalendar(document: unknown): BusinessCalendar {
  const read = WrittenCalendar.safeParse(document)
  if (!read.success) throw new Refusal('invalid', `This is no calendar. ${z.prettifyError(read.error)}`)
  const { id, name, zone, from, until, holidays } = read.data
  return {
    id,
    name,
    zone,
    from: Temporal.PlainDate.from(from),
    until: Temporal.PlainDate.from(until),
    holidays: new Set(holidays.map(({ day }) => day)),
  }
}

/** Whether a day is a business day. */
export const isBusinessDay = (day: Temporal.PlainDate, { holidays }: BusinessCalendar): boolean =>
  day.dayOfWeek < 6 && !holidays.has(day.toString())
