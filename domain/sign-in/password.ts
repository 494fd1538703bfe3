/** What a password may not be made of: what everybody knows of whoever chooses it. */
export type KnownOf = { email: string; name: string; organisation: string }

const shortest = 12
export const longestPassword = 500

/** Why a password cannot be taken, in a sentence to whoever chose it; undefined where it can (NIST SP 800-63B-4, 3.1.1). */
export function faultInPassword(password: string, known: KnownOf): string | undefined {
  const length = Array.from(password).length
  if (length < shortest) return `A password has at least ${shortest} characters. A few words make a good one.`
  if (length > longestPassword) return `A password has at most ${longestPassword} characters.`
  if (new Set(password).size < 5) return 'This password repeats itself too much. A few words make a good one.'
  if (isMadeOf(password, known))
    return 'This password is little more than your name, your e-mail or your organisation’s name, which others know.'
  return undefined
}

/** Whether hardly anything is left of it without what is known, and without what is put around it to make it longer. */
function isMadeOf(password: string, { email, name, organisation }: KnownOf): boolean {
  const parts = [email, email.split('@')[0] ?? '', name, ...name.split(/\s+/), organisation]
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
