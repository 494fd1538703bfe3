import { smallLetters } from '../text/small-letters.ts'

/** A piece of a reply that says one thing, in small letters with plain apostrophes, and as it was written. */
export type Clause = { low: string; written: string }

const greeting =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|moin|servus|grüezi|grüß gott)(?=[\s,!.]|$)[^.!?,\n]{0,50}(?:[.!,]+\s*|$)/i
const farewell =
  /^(?:hochachtungsvoll|(?:(?:with |very )?(?:best|kind|warm|kindest|warmest) (?:regards|wishes)|take care|(?:mit )?(?:vielen|viele|lieben?|besten?|herzlichen?|freundlichen?|schönen?) grüßen?)(?=[\s,.!]).{0,40}|(?:with |very )?(?:best|kind|warm|kindest|warmest|many)(?: regards| wishes| thanks)?|regards|yours(?: \p{L}+)?|sincerely(?: yours)?|respectfully|cheers|thanks(?: again| so much)?|thank you|take care|all the best|(?:mit )?(?:vielen|viele|liebe[n]?|beste[n]?|herzliche[n]?|freundliche[n]?|schöne[n]?)(?: \p{L}+)? grüße[n]?|(?:beste|viele|liebe|herzliche) grüße .{0,40}|grüße|gruß|mfg|lg|vg|ihr(?:e)?|dein(?:e)?|your|(?:schönen|guten) (?:tag|abend)(?: noch)?|have a (?:nice|good|great|lovely) .{0,20})[,.!\s]*$/u

const ends =
  /(?<=[!?…])\s+|(?<=[.])(?=\s)(?<!\b(?:mr|mrs|ms|dr|st|no|nr|str|ca|bzw|z\.\s?b|d\.\s?h|e\.g|i\.e|\d)\.)\s+|\n+|;\s+|\s+[–—-]\s+|:\s+/i
const joins =
  /(?<=^(?:no, |nein, )?(?:(?:we're|we are|i'm|i am) )?(?:so |very |really )?(?:sorry|apologies|verzeihung|entschuldigung)(?: \p{L}+)?),\s+|,?\s+(?:and|but|so|und|aber|deshalb|daher|darum|sondern)\s+(?=(?:i|i'll|i've|i'm|we|we'll|we've|we're|our|my|you|your|the|it|a|will|have|please|ich|wir|unsere?|mein[e]?|sie|ihr[e]?|du|dein[e]?|der|die|das|es|werde|werden|habe|haben|bitte)\b)|,\s+(?=(?:please|bitte|i'll|we'll|i will|we will|i have|we have|i've|we've)\b)/iu

/** Signs of a clause that are read: nobody says one thing for longer. */
const longest = 600

/** A reply cut into what it says, without its greeting and its signature: a name below a letter promises nothing. */
export function clausesOf(reply: string): Clause[] {
  const lines = withoutSignature(reply.replaceAll('\r', '').split('\n'))
  return lines
    .join('\n')
    .split(ends)
    .flatMap((sentence) => (sentence ?? '').split(joins))
    .map((part) => (part ?? '').trim().replace(greeting, ''))
    .filter((part) => /\p{L}{2}/u.test(part))
    .map((written) => ({ written, low: plainSmall(written.slice(0, longest)) }))
    .filter(({ low }) => !farewell.test(low))
}

const plainSmall = (text: string) => smallLetters(text).replaceAll(/[’‘`´]/g, "'")

/** What stands below the words of farewell, and initials such as “^JM”, say who wrote and nothing else. */
function withoutSignature(lines: readonly string[]): string[] {
  const kept = lines
    .map((line) => line.replace(/\s*[\^~/–—-]{1,2}\s?\p{Lu}[\p{L}.]{0,12}\s*$/u, ''))
    .map((line) => line.trim())
  const farewellAt = kept.findIndex((line, at) => at > 0 && farewell.test(plainSmall(line)))
  if (farewellAt > 0 && kept.length - farewellAt <= 6) return kept.slice(0, farewellAt)
  const last = kept.findLastIndex((line) => line !== '')
  const isName =
    /^(?:\p{Lu}[\p{L}.'-]*,?\s?){1,4}$/u.test(kept[last] ?? '') &&
    kept.slice(0, last).some((line) => line !== '')
  return isName ? kept.slice(0, last) : kept
}
