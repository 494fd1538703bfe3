/**
 * The words that say what a text is about: lower case, without the small words and the politeness that every
 * complaint shares, cut to a stem so that "leaks" and "leaking" are one. At most sixty, in order.
 */
export function matterWords(text: string): string[] {
  const words = new Set<string>()
  for (const [found] of text
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 4000)
    .matchAll(/[\p{L}\p{N}]{3,}/gu)) {
    if (smallWords.has(found)) continue
    words.add(stemOf(found))
    if (words.size === 60) break
  }
  return [...words]
}

/**
 * Whether two texts of one person are about the same matter: they share at least two of the words that matter,
 * and these are at least a third of the shorter text's. The washer and the bill share none.
 */
export function isSameMatter(a: readonly string[], b: readonly string[]): boolean {
  const other = new Set(b)
  const shared = a.filter((word) => other.has(word)).length
  return shared >= 2 && shared * 3 >= Math.min(a.length, b.length)
}

/** A subject without the marks of answering and forwarding, for comparing and for titles. */
export const bareSubject = (subject: string): string =>
  subject.replace(/^(?:\s*(?:re|aw|antw|fwd?|wg|sv|vs|ref|rv|tr)\s*(?:\[\d+\])?\s*:\s*)+/i, '').trim()

/** A rough stem: the endings of English and German that most often differ between two mails of one person. */
const stemOf = (word: string) =>
  word.length > 5
    ? word.replace(/(?:ings?|ed|es|s|en|er|e|te|ten)$/u, '').slice(0, 12)
    : word.replace(/s$/u, '')

const smallWords = new Set(
  `the and for you your our are was were has have had not but with this that from they them there then than when what which who
  will would can could should shall may might been being about again still any all its his her she him one two three now just
  please thank thanks hello dear regards sincerely kind best hope sir madam team customer service complaint complain problem
  issue help want need get got order day days week weeks time times ago since yesterday today tomorrow once twice third second first
  call called calling phone mail email wrote write sent send reply answer nobody someone nothing very much also only
  ich sie wir ihr mir mich uns und oder aber der die das den dem des ein eine einen einem einer ist sind war waren hat habe haben
  nicht kein keine mit von vom zum zur auf aus bei nach seit noch schon mal bitte danke hallo liebe lieber sehr geehrte geehrter
  damen herren gruss gruß grüße freundlichen kunde kunden beschwerde problem hilfe`.split(/\s+/u),
)
