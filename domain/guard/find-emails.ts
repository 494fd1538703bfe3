import type { PersonalSpan } from './personal-span.ts'

/** An at sign, or a word or sign that stands for one. */
const atSigns =
  /[ \t]{0,2}@[ \t]{0,2}|[ \t]{0,2}[([{<](?:at|ät|a|arroba|arobase)[)\]}>][ \t]{0,2}|[ \t]{1,2}(?:at|ät|arroba|arobase)[ \t]{1,2}|[-_](?:at|ät)[-_]/g

const dot = String.raw`(?:[ \t]?\.[ \t]?|[ \t]{0,2}[([{<](?:dot|punkt|punto|point|\.)[)\]}>][ \t]{0,2}|[ \t]{1,2}(?:dot|punkt|punto|point)[ \t]{1,2})`
const host = new RegExp(String.raw`^[\p{L}\d][\p{L}\d-]{0,62}(?:${dot}[\p{L}\d][\p{L}\d-]{0,62}){0,4}`, 'u')
const plainHost = /^[\p{L}\d][\p{L}\d-]{0,62}(?:\.[\p{L}\d][\p{L}\d-]{0,62}){1,5}/u
const dotWord = new RegExp(dot, 'gu')
const ending = /^(?:\p{L}{2,24}|xn--[a-z\d-]{2,59})$/u
const local = /[\p{L}\d][\p{L}\d._%+'-]{0,63}$/u
const spelledLocal = new RegExp(
  String.raw`(?:[\p{L}\d_+-]{1,40}${dot}){0,3}[\p{L}\d][\p{L}\d_+-]{0,63}$`,
  'u',
)

const freeMail =
  /^(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|web|t-online|freenet|posteo|mailbox|proton|protonmail|zoho|yandex|qq|rediffmail|orange|wanadoo|free|laposte|libero|btinternet|comcast)\b/

/** E-mail addresses, also those that are written so that machines do not find them: “name at host dot com”. */
export function findEmails(_text: string, low: string): PersonalSpan[] {
  const found: PersonalSpan[] = []
  for (const { 0: sign, index } of low.matchAll(atSigns)) {
    const span = addressAround(low, index, index + sign.length, sign)
    if (span && span.from >= (found.at(-1)?.to ?? 0)) found.push(span)
  }
  return found
}

function addressAround(
  low: string,
  signFrom: number,
  signTo: number,
  sign: string,
): PersonalSpan | undefined {
  const kind = kindOf(sign)
  if (kind === undefined) return undefined
  const behind = low.slice(signTo, signTo + 200)
  const right = (kind === 'tight' ? plainHost.exec(behind) : undefined)?.[0] ?? host.exec(behind)?.[0]
  if (right === undefined) return undefined
  const spoken = upToEnding(right)
  if (spoken === undefined) return undefined
  const before = low.slice(Math.max(0, signFrom - 120), signFrom)
  const isSpelled = /\b(?:dot|punkt|punto|point)\b/.test(spoken)
  const left = (kind === 'tight' ? local : spelledLocal).exec(before)?.[0]
  if (left === undefined) return undefined
  // “Come in at aldera.com” is a place; “ada.b at gmail.com” is an address.
  const isAddress =
    kind !== 'word' || isSpelled || freeMail.test(spoken) || (/[\d._]/.test(left) && spoken.includes('.'))
  if (!isAddress) return undefined
  return { kind: 'email', from: signFrom - left.length, to: signTo + spoken.length }
}

/** How plainly a sign says that an address stands here; “ @name.example” with a blank before it only is a handle. */
function kindOf(sign: string): 'tight' | 'loose' | 'word' | undefined {
  if (sign === '@') return 'tight'
  if (sign.includes('@')) return /^[ \t]/.test(sign) && !/[ \t]$/.test(sign) ? undefined : 'loose'
  return /[([{<]/.test(sign) ? 'loose' : 'word'
}

/** Of what follows the sign as much as ends in what domains end in. */
function upToEnding(right: string): string | undefined {
  const dots = [...right.matchAll(dotWord)]
  for (const { 0: word, index } of dots.toReversed()) {
    const [last = ''] = /^[\p{L}\d-]+/u.exec(right.slice(index + word.length)) ?? []
    if (!ending.test(last)) continue
    // A full stop with a blank behind it ends a sentence, unless a blank stands before it as well.
    if (/^\.[ \t]$/.test(word)) continue
    return right.slice(0, index + word.length + last.length)
  }
  return undefined
}
