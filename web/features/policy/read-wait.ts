/** How a unit is written, in English and German; each with its letter in ISO 8601 and how many of those it is. */
const units = [
  { letter: 'D', times: 7, names: 'weeks?|wochen?|wks?|w' },
  { letter: 'D', times: 1, names: 'days?|tagen?|tage|tag|d|t' },
  {
    letter: 'H',
    times: 1,
    names:
      '(?:(?:working|desk|business|office)\\s+)?hours?|(?:arbeits|dienst|service|büro)?stunden?|std\\.?|hrs?|h',
  },
  { letter: 'M', times: 1, names: 'minutes?|minuten?|mins?\\.?|m' },
  { letter: 'S', times: 1, names: 'seconds?|sekunden?|secs?|sek\\.?|s' },
] as const

const atOnce = 'at once|immediately|sofort'
const anyUnit = units.map(({ names }) => `(?:${names})`).join('|')
const amount = String.raw`\d+(?:[.,]\d+)?\s*(?:${anyUnit})(?![\p{L}\d])`
/** A time to wait in words, wherever it stands in a text: `4 h`, `1 hour and 30 minutes`, `2 working hours`, `3 Tage`. */
const inWords = String.raw`(?:${amount}(?:\s*(?:and|und)?\s*${amount})*)|(?:${atOnce})`
const inIso = String.raw`P(?=[\dT])(?:\d+W|(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)`

const whole = new RegExp(`^(?:${inWords})$`, 'iu')
const parts = new RegExp(String.raw`(\d+(?:[.,]\d+)?)\s*(${anyUnit})(?![\p{L}\d])`, 'giu')
const wholeIso = new RegExp(`^${inIso}$`, 'i')
const isAtOnce = new RegExp(`^(?:${atOnce})$`, 'i')

/**
 * The time to wait that somebody wrote, as ISO 8601 has it: `4 h`, `2 working hours`, `1 h 30 min`, `3 Tage`, `at once`,
 * `PT4H`. Null where it is none; a working day is none, because how long it is hangs on when the desk is open.
 */
export function readWait(text: string): string | null {
  const bare = text.trim()
  if (wholeIso.test(bare) && isFixed(bare.toUpperCase())) return bare.toUpperCase()
  if (isAtOnce.test(bare)) return 'PT0S'
  if (!whole.test(bare)) return null
  const sums = { D: 0, H: 0, M: 0, S: 0 }
  for (const [, number = '', name = ''] of bare.matchAll(parts)) {
    const unit = units.find(({ names }) => new RegExp(`^(?:${names})$`, 'i').test(name))
    if (unit) sums[unit.letter] += Number(number.replace(',', '.')) * unit.times
  }
  return writtenIso(sums)
}

const isFixed = (iso: string) => {
  try {
    Temporal.Duration.from(iso).total('milliseconds')
    return true
  } catch {
    return false
  }
}

/** Halves of a day, an hour or a minute become the next smaller unit, so that `1.5 h` is an hour and 30 minutes. */
function writtenIso({ D, H, M, S }: { D: number; H: number; M: number; S: number }): string {
  const days = Math.floor(D)
  const hours = H + (D - days) * 24
  const wholeHours = Math.floor(hours)
  const minutes = M + (hours - wholeHours) * 60
  const wholeMinutes = Math.floor(minutes + 1e-9)
  const seconds = S + Math.round((minutes - wholeMinutes) * 60)
  const time = [
    wholeHours > 0 ? `${wholeHours}H` : '',
    wholeMinutes > 0 ? `${wholeMinutes}M` : '',
    seconds > 0 ? `${seconds}S` : '',
  ].join('')
  const day = days > 0 ? `${days}D` : ''
  if (day === '' && time === '') return 'PT0S'
  return `P${day}${time === '' ? '' : `T${time}`}`
}

const somewhere = new RegExp(
  String.raw`duration\("([^"]*)"\)|(?<![\p{L}\d"])(?:${inWords}|${inIso})(?![\p{L}\d"])`,
  'giu',
)

/** A condition about a time to wait as the document has it: `>= 4 h` is `>= duration("PT4H")`. */
export const waitsWritten = (condition: string): string =>
  condition.replaceAll(somewhere, (found: string, quoted: string | undefined) => {
    const read = readWait(quoted ?? found)
    return read === null ? found : `duration("${read}")`
  })
