import type { PersonalKind } from './personal-span.ts'

/** A language that drafts to customers are written in. */
export type Tongue = 'en' | 'de'

/** What a customer put into a public post, as a reply to them calls it. */
const called: Readonly<Record<Tongue, Readonly<Record<PersonalKind, string>>>> = {
  en: {
    card: 'your card number',
    iban: 'your bank account',
    phone: 'your phone number',
    email: 'your e-mail address',
    address: 'your address',
    'national-number': 'a personal number of yours',
    ip: 'your internet address',
    birth: 'your date of birth',
    account: 'your customer number',
    name: 'a name',
  },
  de: {
    card: 'Ihre Kartennummer',
    iban: 'Ihre Bankverbindung',
    phone: 'Ihre Telefonnummer',
    email: 'Ihre E-Mail-Adresse',
    address: 'Ihre Anschrift',
    'national-number': 'eine persönliche Nummer von Ihnen',
    ip: 'Ihre Internetadresse',
    birth: 'Ihr Geburtsdatum',
    account: 'Ihre Kundennummer',
    name: 'ein Name',
  },
}

const german =
  /(?<!\p{L})(?:der|die|das|und|ich|nicht|ist|ein|eine|mir|mein|meine|von|zu|auf|mit|für|seit|wir|ihr|sie)(?!\p{L})/giu
const english = /(?<!\p{L})(?:the|and|is|not|my|of|to|for|with|since|you|your|i|we|it|a|on|was)(?!\p{L})/giu

/** Which of the two languages somebody wrote in, by their small words. */
export const tongueOf = (said: string): Tongue =>
  (said.match(german)?.length ?? 0) > (said.match(english)?.length ?? 0) ? 'de' : 'en'

/**
 * How a public reply may begin to somebody whose post holds personal data: without any of it, with a kind request to hide it,
 * and with the assurance that nothing hangs on that. What the reply has to say itself is left open, to be written.
 * Where the customer's language is not known, the post tells it.
 */
export function safeDraft(kinds: readonly PersonalKind[], language: string | null, said = ''): string {
  const tongue = language === null ? tongueOf(said) : language.startsWith('de') ? 'de' : 'en'
  const what = new Intl.ListFormat(tongue, { type: 'conjunction' }).format(
    [...new Set(kinds)].map((kind) => called[tongue][kind]),
  )
  return tongue === 'de'
    ? `Danke, dass Sie uns schreiben. [[Was geschehen ist, wer es übernimmt und bis wann.]] Zu Ihrem Schutz: In Ihrem Beitrag ist zu lesen: ${what}. Vielleicht mögen Sie das verbergen; wir kümmern uns so oder so, und Einzelheiten klären wir mit Ihnen unter uns.`
    : `Thank you for telling us. [[What happened, who takes care of it, and by when.]] For your own safety: everybody can read ${what} in your post, and you may like to hide it. We are on it either way, and we will settle the details with you in private.`
}
