import type { ClockKind } from '#domain/case/deadline.ts'
import { say } from '#web/words/say.ts'

const words = {
  'acknowledge-by': () => say('Answer'),
  'act-by': () => say('First action'),
  'next-update-by': () => say('Next update'),
  'follow-up-by': () => say('Ask again'),
  'accept-by': () => say('Offer answered'),
  promise: () => say('Promised'),
  'in-doubt-by': () => say('Find out'),
  'sign-by': () => say('To be signed'),
  'close-by': () => say('Close the case'),
} satisfies Record<ClockKind, () => string>

/** Whether a text from outside names a kind of date that we know. */
export const isClockKind = (kind: string): kind is ClockKind => Object.hasOwn(words, kind)

/** What kind of date it is, in a word or two. */
export const kindWords = (kind: string): string => (isClockKind(kind) ? words[kind]() : kind)
