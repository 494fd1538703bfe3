import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import type { FactValue } from '#domain/policy/fact.ts'
import type { InboundMessage } from '#server/channels/channel.ts'

type Tongue = NonNullable<InboundMessage['tongue']>

/**
 * What a message tells by itself of its writer's language and time zone: said by their browser or mail program, entered
 * with the item, or the zone of the country that a number is dialled in, where that has only one. Nothing is guessed:
 * an offset in a mail's date is no zone.
 */
export function tongueOf(
  { from, also = [], tongue }: InboundMessage,
  facts: Readonly<Record<string, FactValue>>,
): Tongue | undefined {
  const number = [from, ...also].find(({ kind }) => kind === 'phone')?.address
  const zone = tongue?.zone ?? (number === undefined ? undefined : zoneOfNumber(number))
  const language = languageTag(facts['language']) ?? tongue?.language
  if (zone === undefined && language === undefined) return undefined
  return { ...(language !== undefined && { language }), ...(zone !== undefined && { zone }) }
}

const languageTag = (value: FactValue | undefined) =>
  typeof value === 'string' && /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(value) ? value : undefined

/** The time zone of the country of an international number, where the whole country keeps one time. */
function zoneOfNumber(number: string): string | undefined {
  const country = parsePhoneNumberFromString(number, metadata)?.country
  if (country === undefined) return undefined
  const [zone, ...others] = new Intl.Locale('und', { region: country }).getTimeZones() ?? []
  return zone !== undefined && others.every((other) => keepsTimeOf(other, zone)) ? zone : undefined
}

/** Two names for one time, such as Berlin's and that of Büsingen: alike in every month of a year. */
const keepsTimeOf = (one: string, other: string) =>
  months.every((month) => {
    const at = new Temporal.PlainDate(2026, month, 15).toZonedDateTime('UTC').toInstant()
    return at.toZonedDateTimeISO(one).offset === at.toZonedDateTimeISO(other).offset
  })

const months = Array.from({ length: 12 }, (_, index) => index + 1)
