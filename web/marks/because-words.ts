import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'

const words: Readonly<Record<string, () => string>> = {
  bounce: () => say('A mail of ours that came back'),
  'auto-reply': () => say('An automatic answer'),
  'out-of-office': () => say('An out-of-office note'),
  loop: () => say('Sent from an address of ours: a loop'),
  'own-notification': () => say('A notification of ours that came back'),
  'own-post': () => say('Posted from an account of ours'),
  'claim-code': () => say('Nothing but a code that shows whose account it is'),
  newsletter: () => say('A newsletter or a mailing list'),
  'delivery-report': () => say('A report of a delivery'),
  spam: () => say('Spam or advertising'),
  elsewhere: () => say('For another department'),
  praise: () => say('Praise, no complaint'),
  joke: () => say('A joke'),
  private: () => say('Private, not for the desk'),
  empty: () => say('Nothing in it'),
}

/** Why an item opened no case: by its key, or in a sentence of the desk. */
export const becauseWords = (because: string): string =>
  Object.hasOwn(words, because) ? (words[because]?.() ?? because) : heard(because)
