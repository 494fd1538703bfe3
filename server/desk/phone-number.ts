import { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import { accountKey } from '#domain/account-key.ts'

/** A telephone number as it was typed, in its international form (E.164), and under which keys it may be known. */
export type PhoneNumber = { international: string | null; keys: string[] }

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
  return { international: isNumber ? number.number : null, keys: [...new Set(keys)] }
}

/** The countries that have a telephone numbering of their own, by their two letters. */
export const diallingCountries = (): string[] => [...getCountries(metadata)]

const countryOf = (country: string | null) => getCountries(metadata).find((known) => known === country)
