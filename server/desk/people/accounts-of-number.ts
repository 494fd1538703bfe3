import type { OrgTx } from '#server/store/database.ts'
import { numbersEnding, type KnownNumber } from '#server/store/known-numbers.ts'
import { peopleByKeys } from '#server/store/suggestions.ts'
import type { PhoneNumber } from './phone-number.ts'

const most = 8

/** The accounts that a typed number may be: those that are it, else those that end as it does. */
export async function accountsOfNumber(
  tx: OrgTx,
  { keys, ending }: Pick<PhoneNumber, 'keys' | 'ending'>,
): Promise<KnownNumber[]> {
  const exact = keys.length > 0 ? await peopleByKeys(tx, keys) : []
  if (exact.length > 0 || ending === null) return exact
  return numbersEnding(tx, ending, most)
}
