/** What one field for "how to reach them" was given: an e-mail address, a telephone number, or neither yet. */
export type TypedContact = { email?: string; phone?: string }

/** Understands what was typed: an at sign makes an address, three digits among number signs make a number. */
export function readTypedContact(typed: string): TypedContact {
  const text = typed.trim()
  if (text.includes('@')) return { email: text.replaceAll(/\s/g, '') }
  if (/^[+(]?[\d\s()./+-]*$/.test(text) && text.replaceAll(/\D/g, '').length >= 3) return { phone: text }
  return {}
}
