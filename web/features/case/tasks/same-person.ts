import { isShared } from '#domain/people/sharing.ts'

type Side = {
  person: { id: string; name: string | null } | null
  accounts: readonly { sharing: string | null }[]
}

/**
 * Whether two cases are one person's, as far as is known: they are; nobody but a colleague can say so, because of one person
 * only a name is known; or they are two people's, who have accounts to be linked first.
 */
export function samePerson<T extends Side>(
  one: T,
  other: T,
): { is: 'same' } | { is: 'to-say'; byName: T } | { is: 'two' } {
  if (one.person?.id === other.person?.id) return { is: 'same' }
  const byName = [other, one].find(
    ({ person, accounts }) => person !== null && accounts.every((account) => isShared(account)),
  )
  return byName ? { is: 'to-say', byName } : { is: 'two' }
}
