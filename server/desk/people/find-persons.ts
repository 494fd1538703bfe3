import type { z } from 'zod'
import type { findPersons as asking } from '#contract/keeping.ts'
import { accountKey } from '#domain/account-key.ts'
import { homeCountry } from '#server/store/home-country.ts'
import { findPersons as personRows, newestErasures } from '#server/store/keeping.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { accountsOfNumber } from './accounts-of-number.ts'
import { readPhoneNumber } from './phone-number.ts'

/** People by the beginning of their name or last name, or by a whole e-mail address or telephone number. */
export const findPersons = (
  desk: Desk,
  { org }: Agent,
  { q }: { q: string },
): Promise<z.input<typeof asking.output>> =>
  desk.db.withOrg(org, async (tx) => {
    const typed = q.trim()
    if (typed.length < 2) return { persons: [] }
    const address = accountKey({ kind: 'email', address: typed })
    const numbers = /\d{3}/.test(typed)
      ? await accountsOfNumber(tx, readPhoneNumber(typed, await homeCountry(tx)))
      : []
    const keys = numbers.map(({ address_key: key }) => key)
    return { persons: await personRows(tx, typed, [...(address ? [address] : []), ...keys]) }
  })

/** The ledger of who was erased: the newest hundred. */
export const listErasures = (desk: Desk, { org }: Agent) =>
  desk.db.withOrg(org, async (tx) => {
    const rows = await newestErasures(tx, 100)
    return {
      erasures: rows.map(({ person_id: personId, at, ...rest }) => ({
        personId,
        at: at.toString(),
        ...rest,
      })),
    }
  })
