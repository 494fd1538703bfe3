import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { homeCountry, saveHomeCountry } from '#server/store/home-country.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { diallingCountries } from './phone-number.ts'

type Home = { country: string | null }

/** Where a telephone number without a country code is dialled. */
export const showHomeCountry = (desk: Desk, { org }: Agent): Promise<Home & { countries: string[] }> =>
  desk.db.withOrg(org, async (tx) => ({ country: await homeCountry(tx), countries: diallingCountries() }))

/** Says where such a number is dialled, from now on. */
export async function setHomeCountry(desk: Desk, { org }: Agent, { country }: Home): Promise<Home> {
  if (country !== null && !diallingCountries().includes(country))
    throw new Refusal('invalid', `"${country}" is not a country with telephone numbers of its own.`)
  await desk.db.withOrg(org, (tx) => saveHomeCountry(tx, country))
  known.get(desk)?.delete(org)
  return { country }
}

/** How long a process may go on with the country it knows, before it asks whether another has been said. */
const fresh = 1000

const known = new WeakMap<Desk, Map<string, { country: string | null; until: number }>>()

/** The country of an organisation, asked at most once a second: somebody is on the line. */
export async function countryNow(desk: Desk, tx: OrgTx): Promise<string | null> {
  // Not the desk's clock: set back, it would keep for long what holds for a second.
  const at = performance.now()
  const there = known.get(desk)?.get(tx.org)
  if (there && at < there.until) return there.country
  const country = await homeCountry(tx)
  const ofDesk = known.get(desk) ?? new Map<string, { country: string | null; until: number }>()
  known.set(desk, ofDesk.set(tx.org, { country, until: at + fresh }))
  return country
}
