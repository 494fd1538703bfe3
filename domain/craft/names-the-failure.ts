import { clausesOf } from '../apology/clauses.ts'
import { smallLetters } from '../text/small-letters.ts'

/** A stretch of a text. */
export type Span = { from: number; to: number }

/** Words that any complaint and any answer to one may have: to share them names nothing. */
const anybodys = new Set(
  `about after again against all already also always another answer anything because been before being best both but came can
  case come company complaint complaints contact could customer customers dear does doing done down email ever every everything
  feel first from further getting give given going good great have having hear hello help here hope into issue issues just kind
  know last least like made mail make many matter message more most much must need never next nothing now number only order
  other over people please problem problems quite really regards reply respond response said same say says see seen sent service
  should since some something soon sorry still such sure take team tell than thank thanks that their them then there these they
  thing things this those time times told took under until very want was well went were what when where which while will with
  without work would write writing wrote year years your yours
  aber alle allem allen aller alles also andere anderen anliegen antwort auch beim bereits beschwerde bitte dabei dafür dann
  danke dass damit darum dazu deine denn diese diesem diesen dieser dieses doch dort durch eine einem einen einer eines einfach
  endlich etwas euch euer firma frage fragen freundlichen ganz geht gegen gern gerne gibt grüße grüßen guten habe haben hallo hatte
  hatten heute hier hilfe ihnen ihre ihrem ihren ihrer immer jetzt jede jeden jeder kann kein keine keinen können könnte kunde
  kunden kundin leider mail mehr mein meine meinem meinen meiner mich mir mitarbeiter nach nachricht nicht nichts noch nummer nur
  oder ohne problem schon schreiben sehr sein seine seit selbst sich sind solche sollte sondern sonst team über unser unsere
  unserem unseren unter viel viele vielen vom von vor wann warum was weil weiter welche wenn werde werden wieder will wird wissen
  wurde wurden würde zeit zum zur`.split(/\s+/),
)

/** Signs of what the customer said that are read. */
const longest = 20_000

const wordsOf = (text: string) =>
  [...text.matchAll(/\p{L}{4,}/gu)].map(({ 0: word, index }) => ({ word, index, low: smallLetters(word) }))

/** Endings make no other word: machine and machines, verspätet and Verspätung. */
const stemOf = (low: string) => low.slice(0, Math.max(4, Math.min(6, low.length - 2)))

/**
 * Where a reply names what the customer has complained of: words of theirs that are not anybody's. A greeting by name is
 * none of it, nor is what every complaint says.
 */
export function namesTheFailure(reply: string, said: string): Span[] {
  const theirs = new Set(
    wordsOf(said.slice(0, longest))
      .filter(({ low }) => !anybodys.has(low))
      .map(({ low }) => stemOf(low)),
  )
  let end = 0
  return clausesOf(reply).flatMap(({ written }) => {
    const at = reply.indexOf(written, end)
    if (at < 0) return []
    end = at + written.length
    return wordsOf(written)
      .filter(({ low }) => !anybodys.has(low) && theirs.has(stemOf(low)))
      .map(({ word, index }) => ({ from: at + index, to: at + index + word.length }))
  })
}
