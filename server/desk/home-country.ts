import { Refusal } from '#domain/refusal.ts'
import { homeCountry, saveHomeCountry } from '#server/store/home-country.ts'
import type { Agent } from './command.ts'
import type { Desk } from './desk.ts'
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
  return { country }
}
