import type { ClaimKind, ClaimState, Method, Refutal } from '#domain/claim/claim.ts'
import { showsOnly } from '#domain/claim/shows-only.ts'
import { numberWords } from '#web/ui/number-words.ts'
import { say } from '#web/words/say.ts'

/** What somebody says, in half a sentence: “{they say that} …”. */
export function claimWords(kind: ClaimKind, followers: number | null): string {
  switch (kind) {
    case 'reach':
      return followers === null
        ? say('that many people follow them')
        : say('that {count} people follow them', { count: numberWords(followers) })
    case 'press':
      return say('that they write for the press')
    case 'identity':
      return say('who they are')
    case 'purchase':
      return say('what they bought from us')
    case 'vulnerability':
      return say('what they need from us')
    case 'other':
      return say('something that can be looked up')
  }
}

/** How far we have come with it. What was not confirmed is said of us, never of them. */
export function claimStateWords(
  state: ClaimState,
  because: Refutal | 'silent' | 'over' | null,
  method: Method | null,
): string {
  switch (state) {
    case 'claimed':
      return say('their word, not confirmed yet')
    case 'verified':
      return method === null ? say('confirmed') : shownWords(method)
    case 'refuted':
      return because === 'look-alike'
        ? say('not confirmed: another account that looks alike has answered')
        : say('not confirmed')
    case 'expired':
      return because === 'over'
        ? say('was confirmed; too long ago to go by')
        : say('not confirmed: nothing has shown it in time')
    case 'withdrawn':
      return say('taken off')
  }
}

/** What was shown, and how: a code and a sign-in show whose an account is, and nothing that was said of it. */
function shownWords(method: Method): string {
  const what = showsOnly(method)
  const how = methodWords(method)
  return what === null
    ? say('confirmed, {how}', { how })
    : say('{what, select, site {the site} other {the account}} is theirs: shown {how}', { what, how })
}

/** By which way it was confirmed. */
export function methodWords(method: Method): string {
  switch (method) {
    case 'their-word':
      return say('by their word')
    case 'callback':
      return say('by calling back')
    case 'our-records':
      return say('by our records')
    case 'post':
      return say('by a code in a post')
    case 'direct-message':
      return say('by a code in a direct message')
    case 'site':
      return say('by a code on their site')
    case 'dns':
      return say('by the DNS of their domain')
    case 'sign-in':
      return say('by signing in with the network')
  }
}
