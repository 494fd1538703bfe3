/** The kinds of way in. What comes by any of them becomes the same case under the same policy. */
export const channels = [
  'email',
  'phone',
  'letter',
  'counter',
  'web',
  'chat',
  'sms',
  'social',
  'review',
  'other',
] as const

export type Channel = (typeof channels)[number]

/** On these a contact is over when it is written down: if it did not settle the matter, it has failed. */
export const isSpoken = (channel: Channel): boolean => channel === 'phone' || channel === 'counter'

/** What is answered here is said or handed over by a person, not sent by the desk. */
export const isAnsweredByHand = (channel: Channel): boolean => isSpoken(channel) || channel === 'letter'

export const isChannel = (text: string): text is Channel => channels.some((channel) => channel === text)

/** What was said in private is answered in private; only where people write in public may the answer be public. */
export const mayAnswerInPublic = (channel: Channel): boolean => channel === 'social' || channel === 'review'
