import type { Tongue } from '../guard/safe-draft.ts'
import { asLetter, linkMark, type Letterhead } from './invitation.ts'

const questions: Readonly<Record<'public' | 'private', Readonly<Record<Tongue, string>>>> = {
  public: {
    en: `Is it settled for you? On your private page one tap says so, or that it is not: ${linkMark} – only you get in, with a code from this account.`,
    de: `Ist es für Sie erledigt? Auf Ihrer privaten Seite sagen Sie es mit einem Tippen, oder dass es nicht so ist: ${linkMark} – hinein kommen nur Sie, mit einem Code von diesem Konto.`,
  },
  private: {
    en: `is it settled for you? On your private page one tap says so: ${linkMark}\n\nSettled, not yet, or “I disagree, please look again”: each is as good an answer. The link leads there once and for a day, and the page asks for the e-mail address that this message went to. One line as an answer to this message is enough as well. If something is missing, write what it is, and we go on from there.\n\nIf we hear nothing we ask again before we close it. You can open it again at any time: write to us.`,
    de: `ist die Sache für Sie erledigt? Auf Ihrer privaten Seite sagen Sie es mit einem Tippen: ${linkMark}\n\nErledigt, noch nicht, oder „Ich bin nicht einverstanden“: Jede Antwort ist uns gleich recht. Der Link führt einmal und einen Tag lang dorthin, und die Seite fragt nach der E-Mail-Adresse, an die diese Nachricht ging. Eine Zeile als Antwort auf diese Nachricht genügt auch. Wenn etwas fehlt, schreiben Sie, was es ist; dann machen wir dort weiter.\n\nHören wir nichts, fragen wir noch einmal nach, bevor wir den Fall schließen. Sie können ihn jederzeit wieder öffnen: Schreiben Sie uns.`,
  },
}

/**
 * Asks a customer whether it is settled, with the way to their private room, where one tap says so; in public with no word of
 * the matter, and with the door that stands in public.
 */
export const settledInvitation = (where: 'public' | 'private', tongue: Tongue, head: Letterhead): string =>
  where === 'public' ? questions.public[tongue] : asLetter(tongue, head, questions.private[tongue])
