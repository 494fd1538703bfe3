import { isSharedAccount } from '#server/store/calls.ts'
import { homeCountry } from '#server/store/home-country.ts'
import type { OrgTx } from '#server/store/database.ts'
import { accountsOfNumber } from '../people/accounts-of-number.ts'
import { readPhoneNumber } from '../people/phone-number.ts'

/**
 * Who calls, by the number that the telephone system gives: in the spelling that the desk knows it by, else international,
 * and the key of the account where exactly one is known by it. A number that several people share is nobody's. All null where
 * the number is withheld.
 */
export type Caller = { number: string | null; key: string | null; person: string | null }

/** Reads a caller's number as a telephone system writes it: with or without a country, or a word for none. */
export async function callerOf(tx: OrgTx, given: string | null): Promise<Caller> {
  if (given === null || isWithheld(given)) return { number: null, key: null, person: null }
  const typed = readPhoneNumber(given, await homeCountry(tx))
  // Only a number that no country was told for may be known by its ending.
  const ending = typed.international === null ? typed.ending : null
  const known = await accountsOfNumber(tx, { keys: typed.keys, ending })
  const people = new Set(known.map(({ person_id: person }) => person))
  const [account] = known
  if (!account || people.size !== 1)
    return { number: typed.international ?? given, key: typed.keys[0] ?? null, person: null }
  const isTheirs = !(await isSharedAccount(tx, account.address_key))
  return {
    number: account.address,
    key: account.address_key,
    person: isTheirs ? account.person_id : null,
  }
}

/** What telephone systems write in place of a number that is withheld is a word: anonymous, unknown, private. */
export const isWithheld = (given: string): boolean => !/\d{3}/.test(given)
