import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { homeCountry } from '#server/store/home-country.ts'
import { accountsOf, type AccountRow } from '#server/store/people.ts'
import { peopleByKeys, peopleWithCases } from '#server/store/suggestions.ts'
import { accountKey } from '#domain/account-key.ts'
import type { Agent } from '../command.ts'
import { accountsOfNumber } from '../people/accounts-of-number.ts'
import { readPhoneNumber, type PhoneNumber } from '../people/phone-number.ts'
import { seenAmong } from '../cases/seen.ts'

type Said = { name?: string | undefined; phone?: string | undefined; email?: string | undefined }

/** The sender of what was heard: as the desk knows them already, in the spelling that it knows them by. */
export type Heard = { name?: string; phone?: string; email?: string }

/**
 * Who was heard: by the number or address that was typed, in any spelling, or whom the colleague chose. An account that is
 * somebody else's is not taken from them by the way.
 */
export async function whoWasHeard(
  tx: OrgTx,
  agent: Agent,
  channel: string,
  said: Said,
  person: string | undefined,
): Promise<Heard> {
  const number = said.phone ? readPhoneNumber(said.phone, await homeCountry(tx)) : null
  const address = said.email ? accountKey({ kind: 'email', address: said.email }) : null
  const known = [
    ...(number ? await accountOf(tx, number) : []),
    ...(address ? await peopleByKeys(tx, [address]) : []),
  ]
  const heard: Heard = {
    ...(said.name && { name: said.name }),
    ...(said.phone && {
      phone: known.find(({ kind }) => kind === 'phone')?.address ?? number?.international ?? said.phone,
    }),
    ...(said.email && { email: said.email }),
  }
  if (person !== undefined) {
    const { name } = await seenPerson(tx, agent, person)
    if (known.some(({ person_id: owner }) => owner !== person))
      throw new Refusal(
        'conflict',
        'This number or address is somebody else’s. Choose them, or leave it out and link the two on the case.',
      )
    if (!heard.phone && !heard.email)
      // Somebody of whom only the name is known has no other account.
      return {
        name: name ?? 'Not known',
        ...heard,
        ...usualAccount(channel, await accountsOf(tx, person)),
      }
  }
  if (!heard.name && !heard.phone && !heard.email && person === undefined)
    throw new Refusal('invalid', 'Say who it was: a name, a number or an address.')
  return heard
}

/** Whose number it is. Without a country, one that ends so is taken for it where no other does. */
async function accountOf(tx: OrgTx, { keys, ending, international }: PhoneNumber) {
  const found = await accountsOfNumber(tx, { keys, ending: international === null ? ending : null })
  const isSure = found.length === 1 || found.some(({ address_key: key }) => keys.includes(key))
  return isSure ? found : []
}

/** Of the person's own accounts the one that fits: whoever calls is called back, others are written to. */
function usualAccount(channel: string, accounts: readonly AccountRow[]): Heard {
  const kinds = channel === 'phone' ? (['phone', 'email'] as const) : (['email', 'phone'] as const)
  for (const kind of kinds) {
    const account = accounts.find((one) => one.kind === kind)
    if (account) return { [kind]: account.address }
  }
  return {}
}

async function seenPerson(tx: OrgTx, agent: Agent, person: string) {
  const [found] = await peopleWithCases(tx, [person])
  const unknown = new Refusal('invalid', 'There is no such person. Choose again.')
  if (!found) throw unknown
  if (agent.sees === null) return found
  const cases = found.cases.map(({ id }) => id)
  if ((await seenAmong(tx, agent, cases)).size === 0) throw unknown
  return found
}
