import { feelings, type Feeling, type Feelings } from '#domain/case/customers-word.ts'
import { locale, say } from '#web/words/say.ts'

/** How the customer found us, as far as they said, in a row of words. */
export const feltWords = (said: Feelings): string =>
  new Intl.ListFormat(locale()).format(
    feelings.flatMap((feeling) => {
      const is = said[feeling]
      return is === undefined ? [] : [feelingWords(feeling, is)]
    }),
  )

/** One feeling, and whether it is so. */
export function feelingWords(feeling: Feeling, is: boolean): string {
  switch (feeling) {
    case 'informed':
      return is ? say('informed') : say('not informed')
    case 'respected':
      return is ? say('respected') : say('not respected')
    case 'believed':
      return is ? say('believed') : say('not believed')
    case 'listened':
      return is
        ? say('listened to by somebody with the power to help')
        : say('not listened to by anybody with the power to help')
  }
}
