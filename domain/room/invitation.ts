import { tongueOf, type Tongue } from '../guard/safe-draft.ts'

/** Where the link stands in what is written; it is put there when it is sent. */
export const linkMark = '{link}'

/** The language of a customer: the one that is known, else the one that they wrote in. */
export const tongueFor = (language: string | null, said: string): Tongue =>
  language === null ? tongueOf(said) : language.startsWith('de') ? 'de' : 'en'

const invitations: Readonly<Record<'public' | 'private', Readonly<Record<Tongue, string>>>> = {
  public: {
    en: `We would like to settle the details with you alone. Your private page: ${linkMark} – only you get in, with a code from this account.`,
    de: `Die Einzelheiten klären wir gern nur mit Ihnen. Ihre private Seite: ${linkMark} – hinein kommen nur Sie, mit einem Code von diesem Konto.`,
  },
  private: {
    en: `Here is your private page on this matter: ${linkMark}\n\nYou see there how it stands and by when we do what, you can write to us and send files, and you say whether it is settled. The link leads there once and for a day. The page asks for the e-mail address that this message went to, and for nothing else. You can also just answer this message.`,
    de: `hier ist Ihre private Seite zu dieser Sache: ${linkMark}\n\nDort sehen Sie, wie es steht und was wir bis wann tun, können uns schreiben und Dateien schicken, und Sie sagen, ob es erledigt ist. Der Link führt einmal und einen Tag lang dorthin. Die Seite fragt nach der E-Mail-Adresse, an die diese Nachricht ging, und nach sonst nichts. Sie können auch einfach auf diese Nachricht antworten.`,
  },
}

/** Who writes to whom, and for which house: somebody who is sent a link has to know whom it is from. */
export type Letterhead = { to: string | null; by: string; organisation: string }

/** What is written to one person, with a greeting above and below it who writes, for which house. */
export function asLetter(tongue: Tongue, { to, by, organisation }: Letterhead, text: string): string {
  const hello = tongue === 'de' ? 'Guten Tag' : 'Hello'
  return `${to ? `${hello} ${to}` : hello},\n\n${text}\n\n${by}\n${organisation}`
}

/** How a customer may be asked into their private room: in public without a word about the matter. */
export const invitation = (where: 'public' | 'private', tongue: Tongue, head: Letterhead): string =>
  where === 'public' ? invitations.public[tongue] : asLetter(tongue, head, invitations.private[tongue])

const notes: Readonly<Record<Tongue, string>> = {
  en: 'This is settled; we talked it over in private. Thank you for telling us.',
  de: 'Das ist erledigt; wir haben es unter uns geklärt. Danke, dass Sie uns geschrieben haben.',
}

/** What may be said in public when a matter that began there is settled: that it is, and nothing of what it was about. */
export const closingNote = (tongue: Tongue): string => notes[tongue]
