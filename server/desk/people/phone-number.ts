import { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import { accountKey } from '#domain/account-key.ts'
import { countryOfZone as countryAt } from '#domain/country-of-zone.ts'

/**
 * A telephone number as it was typed, in its international form (E.164), under which keys it may be known, and how it ends
 * wherever it is dialled from; null where a country was typed with it, or where the ending is too short to tell anybody.
 */
export type PhoneNumber = { international: string | null; keys: string[]; ending: string | null }

const shortestEnding = 6

/** Reads a telephone number in any spelling; without a country code it is dialled in the home country. */
export function readPhoneNumber(typed: string, country: string | null): PhoneNumber {
  const home = countryOf(country)
  // Written "+49 (0)30", the zero is for those who dial within the country.
  const text = typed
    .trim()
    .replace(/^00/, '+')
    .replace(/^(\+\d{1,3}[\s/-]*)\(0\)/, '$1')
  const number = parsePhoneNumberFromString(text, home ? { defaultCountry: home } : {}, metadata)
  const isNumber = number !== undefined && number.isPossible()
  const spellings = isNumber ? [number.number, number.formatNational(), typed] : [typed]
  const keys = spellings
    .map((address) => accountKey({ kind: 'phone', address }))
    .filter((key) => key !== null)
  return {
    international: isNumber ? number.number : null,
    keys: [...new Set(keys)],
    ending: text.startsWith('+') ? null : endingOf(text),
  }
}

/** The digits after the zeros by which one dials out of a town or a country. */
function endingOf(text: string): string | null {
  const digits = text.replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length >= shortestEnding ? digits : null
}

/** The countries that have a telephone numbering of their own, by their two letters. */
export const diallingCountries = (): string[] => [...getCountries(metadata)]

/** The country whose clocks show this zone; none for zones of no country, such as UTC. */
export const countryOfZone = (zone: string): string | null => countryAt(zone, getCountries(metadata))

const countryOf = (country: string | null) => getCountries(metadata).find((known) => known === country)
