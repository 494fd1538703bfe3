/** Openings by day or run of days, as a policy writes them: `{'mon-fri': ['08:00-18:00']}`. */
type WrittenDays = Readonly<Record<string, readonly string[]>>

/** Hours on one line: `mon-fri 08:00-12:00, 13:00-18:00; sat 09:00-13:00`. */
export const hoursText = (days: WrittenDays): string =>
  Object.entries(days)
    .map(([day, openings]) => `${day} ${openings.join(', ')}`)
    .join('; ')

/** The hours that a line says; null where it cannot be read. */
export function hoursFrom(text: string): Record<string, string[]> | null {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const days: Record<string, string[]> = {}
  for (const part of parts) {
    const read = /^(?<day>[a-z]{3}(?:\s*[-–]\s*[a-z]{3})?)\s+(?<openings>[\d:,\s–-]+)$/i.exec(part)?.groups
    if (!read) return null
    const day = (read['day'] ?? '').toLowerCase().replaceAll(/\s/g, '').replace('–', '-')
    const openings = (read['openings'] ?? '').split(',').map((one) => opening(one))
    if (openings.includes(null)) return null
    days[day] = openings.flatMap((one) => one ?? [])
  }
  return days
}

/** `8-18` and `8:00 – 18:00` are `08:00-18:00`. */
function opening(text: string): string | null {
  const read = /^(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?$/.exec(text.trim())
  if (!read) return null
  const [, from = '', fromMinute = '00', until = '', untilMinute = '00'] = read
  return `${from.padStart(2, '0')}:${fromMinute}-${until.padStart(2, '0')}:${untilMinute}`
}
