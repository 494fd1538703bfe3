/** What a password may not be made of: what everybody knows of whoever chooses it. */
export type KnownOf = { email: string; name: string; organisation: string }

const shortest = 12
export const longestPassword = 500

/** Why a password cannot be taken, in a sentence to whoever chose it; undefined where it can (NIST SP 800-63B-4, 3.1.1). */
export function faultInPassword(password: string, known: KnownOf): string | undefined {
  const length = Array.from(password).length
  if (length < shortest) return `A password has at least ${shortest} characters. A few words make a good one.`
  if (length > longestPassword) return `A password has at most ${longestPassword} characters.`
  if (new Set(password).size < 5 || repeatsItself(password))
    return 'This password repeats itself too much. A few words make a good one.'
  if (isTriedFirst(password))
    return 'This password is one of the first that are tried. A few words that do not belong together make a good one.'
  if (isMadeOf(password, known))
    return 'This password is little more than your name, your e-mail or your organisation’s name, which others know.'
  return undefined
}

/** Whether it is nothing but a shorter one, again and again. */
const repeatsItself = (password: string) => /^(.{1,11}?)\1+$/su.test(password.toLowerCase())

/** What lists of stolen passwords begin with; together with digits and marks they make up most of the longer ones. */
const triedFirst =
  /administrator|admin|password|passwort|passw[o0]rd|p[a@]ssw[o0]rd|kennwort|welcome|willkommen|letmein|iloveyou|changeme|qwertyuiop|qwertzuiop|qwerty|qwertz|azerty|asdfghjkl|zxcvbnm|yxcvbnm|secret|geheim|monkey|dragon|football|baseball|sunshine|princess|superman|master|login|hello|hallo|evenhand|complaints?|abcdefghijklmnopqrstuvwxyz|abcdefghij|abcdef|abc/gu
const rows = ['012345678901234567890', '098765432109876543210']

/** Whether hardly anything is left of it without the words and rows of digits that everybody tries. */
function isTriedFirst(password: string): boolean {
  const small = password.normalize('NFKC').toLowerCase()
  const bare = small.replaceAll(triedFirst, '')
  if (bare !== small && lettersOf(bare).length < 4) return true
  const digits = small.replaceAll(/\D/g, '')
  return lettersOf(small) === '' && rows.some((row) => row.includes(digits))
}

/** Whether hardly anything is left of it without what is known, and without what is put around it to make it longer. */
function isMadeOf(password: string, { email, name, organisation }: KnownOf): boolean {
  const words = [email, name, organisation].flatMap((text) => text.split(/[^\p{Letter}]+/u))
  const parts = [email, ...email.split('@'), name, organisation, ...words]
  const bare = parts.map(lettersOf).filter((part) => part.length >= 3)
  const longestFirst = bare.toSorted((a, b) => b.length - a.length)
  const left = longestFirst.reduce((rest, part) => rest.replaceAll(part, ''), lettersOf(password))
  return left.length < 4 && bare.some((part) => lettersOf(password).includes(part))
}

const lettersOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}]/gu, '')
