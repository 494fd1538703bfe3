import { isOnlyIf } from '../apology/beside-the-matter.ts'
import type { Clause } from '../apology/clauses.ts'
import { commitmentIn } from '../apology/commitments.ts'
import { isInvitation, isRegret } from '../apology/empty-words.ts'
import { inOneLine, phrases } from '../text/phrases.ts'

/** What a colleague reads in a clause of what will be done: that it is, by whom, and that the customer hears or sees somebody. */
export type ToCome = { act: boolean; owner: boolean; back: boolean }

const nothing: ToCome = { act: false, owner: false, back: false }

const done = inOneLine(String.raw`
  collected|picked up|fetched|repaired|mended|fixed|replaced|exchanged|sent|delivered|checked|tested
  inspected|installed|refunded|paid|taken (?:away|back)
`)
/** What one does, after “will” and without an ending; “look into it” and “do our best” are none. */
const plain = inOneLine(String.raw`
  bring|collect|fetch|deliver|fit|mend|repair|replace|exchange|swap|send|visit|measure|check|test|refund
  pay|book|order|cancel|pick|call|ring|phone|write to|text|e-?mail|post|come|drive|hand|return|install
  inspect|clean|report|let you know|get back|be (?:with you|there|at your)
  (?:have|get) [^.,]{2,40} (?:${done})|take [^.,]{1,30} (?:away|back)
`)
const withS = inOneLine(String.raw`
  brings|collects|fetches|delivers|fits|mends|repairs|replaces|exchanges|swaps|sends|visits|measures
  checks|tests|refunds|pays|books|orders|picks|calls|rings|phones|writes|comes|drives|hands|returns
  installs|inspects|cleans|reports|takes [^.,]{1,30} (?:away|back)|is (?:with you|there|at your)
`)
const adverbs = '(?:then|also|now|just|still|personally|myself|gladly)'
/** A second thing that the same person does may be the act: “look at it and ring you”. */
const andThen = String.raw`(?:[^.!?]{0,80} (?:and|und) (?:then )?)?`

const bringe = inOneLine(String.raw`
  bringe|hole|liefere|repariere|tausche|ersetze|schicke|sende|schreibe|rufe|melde mich|komme|fahre|besuche
  prüfe|messe|überweise|erstatte|buche|bestelle|baue|lasse [^.]{2,60}(?:abholen|reparieren|prüfen|liefern
    schicken|bringen|tauschen|ersetzen)
`)
const bringt = inOneLine(String.raw`
  bringt|holt|liefert|repariert|tauscht|ersetzt|schickt|sendet|schreibt|ruft|meldet sich|kommt|fährt
  besucht|prüft|misst|überweist|erstattet|bucht|bestellt|baut|ist [^.]{0,60}bei ihnen
`)
const bringen = inOneLine(String.raw`
  bringen|(?:ab|zurück)?holen|liefern|reparieren|(?:aus)?tauschen|ersetzen|schicken|senden|schreiben
  (?:an|zurück)?rufen|melden|(?:vorbei)?kommen|besuchen|prüfen|messen|überweisen|erstatten|buchen
  bestellen|(?:ein|aus)?bauen|bei ihnen sein
`)

/** The writer, who stands below the letter by name. */
const first = phrases(
  String.raw`
    i(?:, [^,]{2,40},)?(?:'m| am)(?: ${adverbs})* (?:bring|collect|fetch|deliver|send|order|book|visit
      com|refund|pay|repair|replac|exchang)ing
    i(?:, [^,]{2,40},)?(?:'ll| will| shall|'m going to| am going to)(?: ${adverbs})* ${andThen}(?:${plain})
    ich(?:, [^,]{2,40},)? (?:${bringe})|(?:${bringe}) ich
    ich(?:, [^,]{2,40},)? [^.!?]{0,80} und (?:${bringe})
    (?:ich(?:, [^,]{2,40},)? werde|werde ich) [^.!?]{0,100}(?:${bringen})
  `,
)
/** Cut off before its “and”: whoever does it was named there. */
const goesOn = new RegExp(String.raw`^will (?:${adverbs} )*(?:${plain})(?!\p{L})`, 'u')
const third = phrases(
  String.raw`
    ${withS}|(?:will|'ll|is going to)(?: ${adverbs})* ${andThen}(?:${plain})
    ${bringt}|wird [^.!?]{0,100}(?:${bringen})
  `,
)
const trade = inOneLine(String.raw`
  technician|engineer|fitter|driver|courier|colleague|manager|workshop|[Tt]echniker(?:in)?
  [Mm]onteur(?:in)?|[Ff]ahrer(?:in)?|[Kk]urier(?:in)?|[Kk]olleg(?:e|in)|[Ww]erkstatt|\p{L}*[Ll]eiter(?:in)?
`)
const ofOurs = phrases(
  String.raw`(?:our|the|a|an|my|[Uu]nsere?|[Mm]eine?|[Dd]er|[Dd]ie|[Ee]ine?) (?:\p{L}+ )?(?:${trade})`,
)
/** A trade with a name, or a forename and a surname: one word with a capital may be any noun in German. */
const byName = new RegExp(
  String.raw`(?<!\p{L})(?:(?:${trade}),? (?!\p{Lu}\p{Ll}+tag)\p{Lu}\p{Ll}+|^(?!Ihre?|Unsere?|Eine?|Der|Die|Das|Neue[rs]?|Our|Your|The|New)\p{Lu}\p{Ll}+ \p{Lu}[\p{L}-]+,? (?:${bringt}|${withS}|wird|will)(?!\p{L}))`,
  'u',
)

const toThem = phrases(
  String.raw`
    (?:ring|call|phone|text|e-?mail|write to|tell|update)s? you|let you know|(?:get|come)s? back to you
    reports? (?:back )?to you|(?:rufe|ruft) (?:ich )?(?:sie|dich|ihnen)|melde(?:t)? (?:ich )?(?:mich|sich)
    (?:schreibe|schreibt) (?:ich )?(?:ihnen|dir)|(?:sie|dich|ihnen) [^.]{0,60}(?:an|zurück)rufen
    comes?|visits?|(?:be|is) (?:with you|there|at your)|komm[et]|vorbeikommen|besuch[et]|bei ihnen
  `,
)
const notDone = phrases(
  String.raw`
    not|never|cannot|unable|without|would|should|could|might|nicht|nie|keine?n?|hätten?|würden?|ohne
  `,
)

/**
 * What is to come in a clause, as its customer understands it: an act by the writer or somebody named, with the day or the
 * hour by which. Read for the writer alone, beside the box; what clocks go by is judged elsewhere, and more strictly.
 */
export function actToCome(clause: Clause): ToCome {
  const { low, written } = clause
  if (low.endsWith('?') || notDone.test(low) || /n't(?!\p{L})/u.test(low)) return nothing
  if (isInvitation(low) || isOnlyIf(low) || isRegret(low)) return nothing
  const { owner, date } = commitmentIn(clause)
  if (!date) return nothing
  if (first.test(low)) return { act: true, owner: true, back: toThem.test(low) }
  if (goesOn.test(low)) return { act: true, owner: false, back: toThem.test(low) }
  const isNamed = owner || byName.test(written)
  if (!third.test(low) || !(isNamed || ofOurs.test(written))) return nothing
  return { act: true, owner: isNamed, back: isNamed && toThem.test(low) }
}
