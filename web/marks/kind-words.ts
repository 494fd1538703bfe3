import type { ClockKind } from '#domain/case/deadline.ts'

const words = {
  'acknowledge-by': 'Answer',
  'act-by': 'First action',
  'next-update-by': 'Next update',
  'follow-up-by': 'Ask again',
  'accept-by': 'Offer answered',
  promise: 'Promised',
  'in-doubt-by': 'Find out',
} satisfies Record<ClockKind, string>

/** Whether a text from outside names a kind of date that we know. */
export const isClockKind = (kind: string): kind is ClockKind => Object.hasOwn(words, kind)

/** What kind of date it is, in a word or two. */
export const kindWords = (kind: string): string => (isClockKind(kind) ? words[kind] : kind)
