import type { PersonalKind } from '#domain/guard/personal-span.ts'
import { locale, say } from '#web/words/say.ts'

/** Kinds of personal data in one phrase: “a phone number and an e-mail address”. */
export const personalWords = (kinds: readonly PersonalKind[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format([...new Set(kinds)].map(personalWord))

function personalWord(kind: PersonalKind): string {
  switch (kind) {
    case 'card':
      return say('a card number')
    case 'iban':
      return say('a bank account')
    case 'phone':
      return say('a phone number')
    case 'email':
      return say('an e-mail address')
    case 'address':
      return say('a postal address')
    case 'national-number':
      return say('a national number')
    case 'ip':
      return say('an internet address')
    case 'birth':
      return say('a date of birth')
    case 'account':
      return say('a customer or order number')
    case 'name':
      return say('another customer’s name')
  }
}
