import { z } from 'zod'

/** One stretch of a day at which somebody is there, in minutes after local midnight; 24:00 is 1440. */
export type Opening = { readonly opens: number; readonly closes: number }

/** The openings of seven days, Monday first, each day in order and without overlap. */
export type Week = readonly (readonly Opening[])[]

const Openings = z
  .array(
    z
      .string()
      .regex(
        /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
        'An opening reads like "08:00-18:00".',
      )
      .refine(
        (text) => isForward(openingOf(text)),
        'An opening ends after it begins: say "22:00-24:00" and, on the next day, "00:00-06:00".',
      ),
  )
  .optional()

/** The days of a week as people write them: single days, and the runs of days that are usual. */
const days = {
  mon: Openings,
  tue: Openings,
  wed: Openings,
  thu: Openings,
  fri: Openings,
  sat: Openings,
  sun: Openings,
  'mon-thu': Openings,
  'mon-fri': Openings,
  'mon-sat': Openings,
  'mon-sun': Openings,
  'sat-sun': Openings,
}

const WrittenWeek = z.object(days)
type WrittenWeek = z.output<typeof WrittenWeek>

const Zone = z.string().refine(isZone, 'A zone is named as in the IANA list, like "Europe/Berlin".')

/** Hours as a policy writes them: `{zone: Europe/Berlin, mon-fri: ["08:00-18:00"], sat: ["09:00-13:00"]}`. */
export const Hours = z.strictObject({ zone: Zone, ...days }).superRefine(refuseUnclearWeek)
export type Hours = z.output<typeof Hours>

/** One person's hours on a rota, in the zone of the rung: `{who: ann, mon-fri: ["08:00-18:00"]}`. */
export const Shift = z.strictObject({ who: z.string().min(1), ...days }).superRefine(refuseUnclearWeek)

/** The week that was written, day by day. */
export function weekOf(written: WrittenWeek): Week {
  return dayNames.map((_, day) => {
    const texts = keysFor(day, written).flatMap((key) => written[key] ?? [])
    return inOrder(texts.map(openingOf))
  })
}

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const dayKeys = WrittenWeek.keyof().options

/** The keys that say something about a day: for Friday, `fri`, `mon-fri`, `mon-sat` and `mon-sun`. */
function keysFor(day: number, written: WrittenWeek) {
  return dayKeys.filter((key) => {
    const [first, last = first] = key.split('-').map((name) => dayNames.findIndex((known) => known === name))
    return (
      written[key] !== undefined && first !== undefined && last !== undefined && first <= day && day <= last
    )
  })
}

function refuseUnclearWeek(written: WrittenWeek, context: z.RefinementCtx) {
  for (const [day, name] of dayNames.entries()) {
    const [key, another] = keysFor(day, written)
    if (another)
      context.addIssue({
        code: 'custom',
        message: `Both "${key}" and "${another}" speak of ${name}: say it once.`,
      })
  }
  if (weekOf(written).every((openings) => openings.length === 0))
    context.addIssue({ code: 'custom', message: 'These hours never open.' })
}

function openingOf(text: string): Opening {
  const [opens = NaN, closes = NaN] = text
    .split('-')
    .map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
  return { opens, closes }
}

const isForward = ({ opens, closes }: Opening) => opens < closes

/** Openings by time of day, those that touch or overlap made one. */
function inOrder(openings: readonly Opening[]): Opening[] {
  const merged: Opening[] = []
  for (const next of openings.toSorted((a, b) => a.opens - b.opens)) {
    const last = merged.at(-1)
    if (last && next.opens <= last.closes)
      merged[merged.length - 1] = { opens: last.opens, closes: Math.max(last.closes, next.closes) }
    else merged.push(next)
  }
  return merged
}

function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
