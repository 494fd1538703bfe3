import { inOneLine } from '../text/phrases.ts'
import { smallLetters } from '../text/small-letters.ts'

type Now = Temporal.ZonedDateTime
type Place = { from: number; to: number }

const weekdays = [
  ['monday', 'montag'],
  ['tuesday', 'dienstag'],
  ['wednesday', 'mittwoch'],
  ['thursday', 'donnerstag'],
  ['friday', 'freitag'],
  ['saturday', 'samstag', 'sonnabend'],
  ['sunday', 'sonntag'],
]
const months = [
  ['january', 'januar', 'jan'],
  ['february', 'februar', 'feb'],
  ['march', 'märz', 'mar'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'juni', 'jun'],
  ['july', 'juli', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oktober', 'oct', 'okt'],
  ['november', 'nov'],
  ['december', 'dezember', 'dec', 'dez'],
]
const numbers = [
  ['one', 'ein', 'eine', 'einer', 'einem', 'eins', 'a', 'an'],
  ['two', 'zwei'],
  ['three', 'drei'],
  ['four', 'vier'],
  ['five', 'fünf'],
  ['six', 'sechs'],
  ['seven', 'sieben'],
  ['eight', 'acht'],
  ['nine', 'neun'],
  ['ten', 'zehn'],
  ['eleven', 'elf'],
  ['twelve', 'zwölf'],
]
/** The place of a word among lists of words that say the same, from 1; 0 where nobody knows it. */
const placeIn = (lists: readonly (readonly string[])[], word: string) =>
  lists.findIndex((words) => words.includes(word)) + 1
const anyOf = (lists: readonly (readonly string[])[]) => lists.flat().join('|')
const countOf = (word: string) => (/^\d/.test(word) ? Number(word) : placeIn(numbers, word))

const whole = (list: string) =>
  new RegExp(String.raw`(?<![\p{L}\d])(?:${inOneLine(list)})(?![\p{L}\d])`, 'gu')

/** By when a part of a day is over, and the working day itself. */
const dayEnds = '17:00'
const partEnds: readonly [RegExp, string][] = [
  [whole('noon|midday|mittags?'), '12:00'],
  [whole('in the morning|this morning|morning|vormittags?|heute morgen|am morgen'), '12:00'],
  [whole('afternoon|nachmittags?'), '17:00'],
  [whole('evening|tonight|abends?|heute abend'), '20:00'],
]

/**
 * The days and hours that a sentence names, the soonest first, on the wall clock of whoever wrote it: “by 15:00 on Tuesday”,
 * “am Mittwoch zwischen 9 und 11 Uhr”. A day without an hour lasts until the working day ends, and is no other than the same day
 * with one. Only what is to come. In English and German; a weekday is the next one, and days before months where both could be
 * meant.
 */
export function namedMoments(text: string, now: Now): Temporal.PlainDateTime[] {
  const low = smallLetters(text.slice(0, 2000))
  const days = withoutTwice(daysIn(low, now), low)
  const times = timesIn(low)
  const ofDay = (day: Day) => latest(times.filter((time) => nearest(days, time) === day))
  const today = days.length === 0 ? latest(times) : undefined
  const isToldElsewhere = (day: Day) =>
    days.some((other) => other !== day && other.date.equals(day.date) && ofDay(other) !== undefined)
  const named = [
    ...spansIn(low, now),
    ...(today ? [now.toPlainDate().toPlainDateTime(today)] : []),
    ...days.flatMap((day) => {
      const time = ofDay(day)
      if (time === undefined && isToldElsewhere(day)) return []
      return day.date.toPlainDateTime(time ?? endOf(day.date, now))
    }),
  ].filter((moment) => Temporal.PlainDateTime.compare(moment, now.toPlainDateTime()) > 0)
  return named
    .toSorted((a, b) => Temporal.PlainDateTime.compare(a, b))
    .filter((moment, place, all) => place === 0 || !all[place - 1]?.equals(moment))
}

/** “Between nine and eleven” is eleven. */
const latest = (times: readonly Time[]): Temporal.PlainTime | undefined =>
  times
    .map(({ time }) => time)
    .toSorted((a, b) => Temporal.PlainTime.compare(a, b))
    .at(-1)

type Day = Place & { date: Temporal.PlainDate; isExact: boolean }

/** Today has an end, however late it is written. */
const endOf = (date: Temporal.PlainDate, now: Now) => {
  const end = Temporal.PlainTime.from(dayEnds)
  const isOver = date.equals(now.toPlainDate()) && Temporal.PlainTime.compare(now.toPlainTime(), end) >= 0
  return isOver ? Temporal.PlainTime.from('23:59') : end
}

const distance = (one: Place, other: Place) => Math.max(one.from - other.to, other.from - one.to, 0)

const nearest = (days: readonly Day[], place: Place) =>
  days.toSorted((one, other) => distance(one, place) - distance(other, place))[0]

/** “Wednesday, 25 November” is one day: the date counts. */
function withoutTwice(days: readonly Day[], low: string): Day[] {
  const isBeside = (one: Day, other: Day) => {
    const [before, after] = one.from < other.from ? [one, other] : [other, one]
    return /^[\s,(]*(?:(?:the|the day|dem|den) )?$/u.test(low.slice(before.to, after.from))
  }
  return days.filter((day) => day.isExact || !days.some((other) => other.isExact && isBeside(day, other)))
}

function daysIn(low: string, now: Now): Day[] {
  const today = now.toPlainDate()
  const found = (
    pattern: RegExp,
    dateOf: (match: RegExpMatchArray) => Temporal.PlainDate | null,
    isExact = false,
  ) =>
    [...low.matchAll(pattern)].flatMap((match) => {
      const date = dateOf(match)
      const from = match.index ?? 0
      return date ? [{ from, to: from + match[0].length, date, isExact }] : []
    })
  const weekday = (wanted: number) => today.add({ days: (wanted - today.dayOfWeek + 7) % 7 || 7 })
  const friday = today.add({ days: (5 - today.dayOfWeek + 7) % 7 })
  return [
    ...found(whole('today|tonight|this (?:morning|afternoon|evening)|heute'), () => today),
    ...found(whole('(?<!the day after )tomorrow|(?<!heute |am |guten )morgen'), () => today.add({ days: 1 })),
    ...found(whole('the day after tomorrow|übermorgen'), () => today.add({ days: 2 })),
    ...found(whole(`(${anyOf(weekdays)})`), ([, name = '']) => weekday(placeIn(weekdays, name))),
    ...found(whole('this week|end of the week|diese[rn]? woche|wochenende|ende der woche'), () => friday),
    ...found(whole('next week|(?:nächste|kommende)[rn]? woche'), () => friday.add({ weeks: 1 })),
    ...found(
      whole(String.raw`(\d{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?(${anyOf(months)})\.?(?: (\d{4}))?`),
      ([, day, month = '', year]) => dayOf(today, day, placeIn(months, month), year),
      true,
    ),
    ...found(
      whole(String.raw`(${anyOf(months)})\.? (\d{1,2})(?:st|nd|rd|th)?(?!:)(?:,? (\d{4}))?`),
      ([, month = '', day, year]) => dayOf(today, day, placeIn(months, month), year),
      true,
    ),
    ...found(
      whole(String.raw`(\d{4})-(\d\d)-(\d\d)`),
      ([, year, month, day]) => dayOf(today, day, Number(month), year),
      true,
    ),
    ...found(
      whole(String.raw`(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?|(\d{1,2})/(\d{1,2})(?:/(\d{4}))?`),
      ([, day, month, year, otherDay, otherMonth, otherYear]) =>
        dayOf(today, day ?? otherDay, Number(month ?? otherMonth), year ?? otherYear),
      true,
    ),
  ]
}

/** A day of a month; without a year, the next that comes. */
function dayOf(today: Temporal.PlainDate, day: string | undefined, month: number, year?: string) {
  const given = { day: Number(day), month }
  try {
    const date = Temporal.PlainDate.from(
      { ...given, year: Number(year ?? today.year) },
      { overflow: 'reject' },
    )
    const isBehind = year === undefined && Temporal.PlainDate.compare(date, today.subtract({ months: 3 })) < 0
    return isBehind ? date.add({ years: 1 }) : date
  } catch {
    return null
  }
}

type Time = Place & { time: Temporal.PlainTime }

const half = String.raw`(am|pm|a\.m\.|p\.m\.|uhr|o'clock|h)?`
const clock = new RegExp(
  String.raw`(?<![\p{L}\d.:/])(?:(at|by|before|until|till|between|and|from|to|um|bis|gegen|vor|zwischen|und|ab|–|-) ?)?(\d{1,2}|${anyOf(numbers.map((words) => words.filter((word) => !/^(?:an?|eine?[rm]?)$/.test(word))))})(?:[:.](\d\d))? ?${half}(?![\p{L}\d:/]|\.\d)`,
  'gu',
)
const leads = /^(?:at|by|before|until|till|um|bis|gegen|vor)$/
const joins = /^(?:and|to|und|–|-|between|zwischen|from|ab)$/

function timesIn(low: string): Time[] {
  const written: Time[] = []
  let wasTime = false
  let openedAt = -1
  for (const match of low.matchAll(clock)) {
    const [text, before = '', hour = '', minutes, ending] = match
    const from = match.index
    const isBetween: boolean = joins.test(before) && (wasTime || openedAt >= 0)
    const isTime: boolean = Boolean(minutes !== undefined || ending || leads.test(before) || isBetween)
    openedAt = /^(?:between|zwischen|from|ab)$/.test(before) ? from : -1
    const time: Temporal.PlainTime | null =
      isTime && !isCount(low, from + text.length) ? timeOf(hour, minutes, ending, before) : null
    wasTime = time !== null || openedAt >= 0
    if (time) written.push({ from, to: from + text.length, time })
  }
  const parts = partEnds.flatMap(([pattern, end]) =>
    [...low.matchAll(pattern)].map(({ index, 0: text }) => ({
      from: index,
      to: index + text.length,
      time: Temporal.PlainTime.from(end),
    })),
  )
  // “Nine in the morning” is nine.
  return written.length > 0 ? written : parts
}

/** “By 3 days” and “at 25 November” tell no hour. */
const isCount = (low: string, at: number) =>
  new RegExp(
    String.raw`^[.]?(?:st|nd|rd|th)? ?(?:of )?(?:${anyOf(months)}|days?|hours?|weeks?|minutes?|working|business|tagen?|stunden?|wochen?|minuten?|werktagen?|arbeitstagen?|euros?|€|%)`,
    'u',
  ).test(low.slice(at, at + 24))

function timeOf(hour: string, minutes: string | undefined, ending: string | undefined, before: string) {
  const told = countOf(hour)
  const isNoon = ending?.startsWith('p') === true && told < 12
  const isMidnight = ending?.startsWith('a') === true && told === 12
  // Nobody of a desk means five in the morning by “by 5”.
  const isAfternoon =
    ending === undefined && minutes === undefined && told <= 6 && /^(?:at|by|before|until|till)$/.test(before)
  const at = isMidnight ? 0 : isNoon || isAfternoon ? told + 12 : told
  if (at > 23 || Number(minutes ?? 0) > 59) return null
  return new Temporal.PlainTime(at, Number(minutes ?? 0))
}

const span = new RegExp(
  String.raw`(?<!\p{L})(?:in|within|innerhalb(?: von)?|binnen|over the next|in den nächsten) (?:the next |the )?(\d{1,3}|${anyOf(numbers)}) (?:(working|business) )?(minuten?|minutes?|stunden?|hours?|tagen?|days?|werktagen?|arbeitstagen?|wochen?|weeks?)(?!\p{L})`,
  'gu',
)

function spansIn(low: string, now: Now): Temporal.PlainDateTime[] {
  return [...low.matchAll(span)].map(([, count = '', working, unit = '']) => {
    const many = countOf(count)
    const from = now.toPlainDateTime()
    if (unit.startsWith('min')) return from.add({ minutes: many })
    if (/^(?:h|stunde)/.test(unit)) return from.add({ hours: many })
    const isWorking = working !== undefined || /^(?:werk|arbeits)/.test(unit)
    const days = /^w(?:eek|oche)/.test(unit) ? many * 7 : many
    const end = isWorking ? afterWorkingDays(from.toPlainDate(), days) : from.toPlainDate().add({ days })
    return end.toPlainDateTime(Temporal.PlainTime.from(dayEnds))
  })
}

function afterWorkingDays(from: Temporal.PlainDate, many: number): Temporal.PlainDate {
  let day = from
  for (let left = many; left > 0;) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5) left -= 1
  }
  return day
}
