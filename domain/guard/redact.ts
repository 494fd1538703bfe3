import { findPersonalData, type Known } from './personal-data.ts'
import type { PersonalKind } from './personal-span.ts'

const words: Readonly<Record<PersonalKind, string>> = {
  card: 'card number',
  iban: 'bank account',
  phone: 'phone number',
  email: 'e-mail address',
  address: 'address',
  'national-number': 'national number',
  ip: 'IP address',
  birth: 'date of birth',
  account: 'account number',
  name: 'name',
}

/** A text as it may leave: what is personal in it is named by its kind instead, such as `[card number]`. */
export function redact(text: string, known: Known = {}): string {
  let written = ''
  let end = 0
  for (const { kind, from, to } of findPersonalData(text, known)) {
    written += `${text.slice(end, from)}[${words[kind]}]`
    end = to
  }
  return written + text.slice(end)
}
