/** An address of a person as it was given. */
export type Address = {
  kind: 'email' | 'phone' | 'handle' | 'name'
  network?: string
  address: string
  /** What the network calls the account for good. */
  id?: string
}

/**
 * The form in which an address is compared: what differs only here is one account. A name is no address: two people
 * may share it, so it never finds an account.
 */
export function accountKey({ kind, network = '', address, id }: Address): string | null {
  if (id !== undefined) return `${kind}:${network.toLowerCase()}:${id}`
  const text = address.normalize('NFKC').trim()
  switch (kind) {
    case 'name':
      return null
    case 'email':
      return text ? `email::${text.toLowerCase()}` : null
    case 'phone': {
      const digits = text.replace(/^00/, '+').replace(/[^\d+]/g, '')
      return digits.length >= 3 ? `phone::${digits}` : null
    }
    case 'handle':
      return text ? `handle:${network.toLowerCase()}:${text.replace(/^@/, '').toLowerCase()}` : null
  }
}
