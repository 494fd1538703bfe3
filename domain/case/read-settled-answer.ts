import { foldQuotes } from '../text/fold-quotes.ts'
import { phrases } from '../text/phrases.ts'
import { smallLetters } from '../text/small-letters.ts'
import type { Said } from './customers-word.ts'

/** Signs that are read: whoever answers a question does so at the beginning. */
const longest = 400

const disagrees = phrases(
  String.raw`
    (?:your|the) (?:answer|decision) is (?:wrong|not right|unfair)|(?:i )?(?:disagree|dispute)
    do(?:n't| not) (?:agree|accept)|(?:ihre|die) (?:antwort|entscheidung) ist (?:falsch|nicht richtig)
    nicht einverstanden|widerspreche|akzeptiere ich nicht
  `,
)
const silent = phrases(
  String.raw`
    nobody (?:ever )?(?:answers|answered|replies|replied)|no ?one (?:answers|answered|replies|replied)
    (?:es )?(?:antwortet|antwortete) (?:mir )?niemand|niemand (?:antwortet|hat geantwortet)
  `,
)
const denies = phrases(
  String.raw`
    (?:is|it's|it is|has|has been|was|still) ?(?:n't|not) (?:yet )?(?:been )?(?:settled|solved|resolved|sorted|fixed
      done|mended)|isn't (?:settled|solved|resolved|sorted|fixed|done)|not (?:yet )?settled|unsettled
    still (?:leaks|broken|cracked|waiting|the same|does not|doesn't|not)|nobody (?:came|has come)
    (?:noch )?nicht (?:erledigt|gelöst|behoben|geklärt)|immer noch|nach wie vor|niemand (?:ist )?gekommen
  `,
)
const no = /^\W*(?:no|nope|nein|nö)(?!\p{L})/u
const confirms = phrases(
  String.raw`
    (?:is|it's|it is|all|has been|been|now) (?:now )?(?:settled|solved|resolved|sorted|fixed)|settled
    (?:ist|wurde|alles|hat sich) (?:jetzt |nun )?(?:erledigt|gelöst|behoben|geklärt)|erledigt
  `,
)
const yes = /^\W*(?:yes|yep|ja|jawohl)(?!\p{L})/u

/**
 * How an answer to “is it settled?” reads, in English and German: in the words that the question offers, or by the yes or no
 * with which it begins. Null where it cannot be told. What is denied anywhere counts before what sounds settled.
 */
export function readSettledAnswer(text: string): Said | null {
  const first = foldQuotes(text.slice(0, 20_000)).find(({ kind }) => kind === 'said')
  const low = smallLetters((first?.text ?? text).slice(0, longest)).replaceAll(/[’‘`´]/g, "'")
  if (disagrees.test(low)) return 'disagree'
  if (silent.test(low)) return 'nobody-answers'
  if (denies.test(low) || no.test(low)) return 'not-settled'
  return confirms.test(low) || yes.test(low) ? 'settled' : null
}
