import type { Missing } from '#domain/apology/judge-reply.ts'
import type { Fault, Virtue } from '#domain/craft/tone.ts'
import { locale, say } from '#web/words/say.ts'

/** What a good reply does, as it is said beside the box: done, or still to do. */
export function virtueWords(virtue: Virtue, isThere: boolean, lacks: readonly Missing[]): string {
  switch (virtue) {
    case 'acknowledge':
      return isThere ? say('Names what failed') : say('What failed is not named')
    case 'own':
      return isThere ? say('Takes it on') : say('Nobody takes it on')
    case 'act':
      if (!isThere) return say('No act is told')
      return lacks.length === 0
        ? say('Says who does what by when')
        : say('Says what is done, not {what}', { what: listOf(lacks.map(lackWords)) })
    case 'follow':
      return isThere ? say('Comes back') : say('Nobody comes back')
  }
}

function lackWords(missing: Missing): string {
  switch (missing) {
    case 'owner':
      return say('by whom')
    case 'act':
      return say('what is done')
    case 'date':
      return say('by when')
  }
}

const listOf = (words: readonly string[]) =>
  new Intl.ListFormat(locale(), { type: 'disjunction' }).format(words)

/** What spoils a reply, with the words that do. */
export function faultWords(fault: Fault, words: string): string {
  switch (fault) {
    case 'if-you':
      return say('“{words}” is sorry for what they may feel, not for what we did.', { words })
    case 'passive-blame':
      return say('“{words}” gives it to nobody, or to them.', { words })
    case 'per-policy':
      return say('“{words}” is a rule. Give the reason.', { words })
    case 'doubt':
      return say('“{words}” doubts them and shows nothing.', { words })
    case 'humour':
      return say('“{words}” jokes with somebody who is angry or came to harm.', { words })
    case 'exclamation':
      return say('“{words}” is too loud where somebody came to harm.', { words })
    case 'asks-data':
      return say('“{words}” asks them to write it where everyone reads. Ask in private.', { words })
  }
}
