const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const hoursOfZone: Record<string, number> = {
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
}

const date =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s,-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([+-]\d{4}|[a-z]{1,5})?/i
const iso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * When the sender says that the mail was sent (the Date field, RFC 5322 sections 3.3 and 4.3, and the ISO form
 * that some programs write). A missing or unknown zone counts as UTC. Undefined for what is no date; a date in
 * the future or far past is told as it stands, because nobody believes it for a deadline.
 */
export function sentAt(field: string): Temporal.Instant | undefined {
  const bare = field
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .trim()
  const zoned = iso.exec(bare)
  if (zoned) return instantAt(Date.parse(zoned[1] ? bare : `${bare}Z`))
  const [, day, month, year, hour, minute, second, zone] = date.exec(bare) ?? []
  const at = months.indexOf((month ?? '').toLowerCase())
  if (at < 0 || Number(day) < 1 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59)
    return undefined
  const wall = Date.UTC(
    fullYear(year ?? ''),
    at,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
  )
  return instantAt(wall - minutesOf(zone ?? '') * 60_000)
}

const instantAt = (ms: number) => (Number.isNaN(ms) ? undefined : Temporal.Instant.fromEpochMilliseconds(ms))

/** Two digits are of this century below 50, three digits count from 1900 (RFC 5322 section 4.3). */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 4) return year
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year
}

function minutesOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/.exec(zone) ?? []
  if (!sign) return (hoursOfZone[zone.toLowerCase()] ?? 0) * 60
  const total = Number(hours) * 60 + Number(minutes)
  return total > 14 * 60 ? 0 : sign === '-' ? -total : total
}
