import { matterWords } from '#domain/text/matter.ts'
import { wordsFrom } from '../vocabulary.ts'
import type { Dice } from '../seeded.ts'
import { zipfDraw } from '../zipf.ts'

/** How many different words a seeded database holds, and how often the commonest come is told by Zipf's law. */
const vocabularySize = 60_000

/** The words of seeded cases, the commonest first: the same in every run. */
export const seededWords = (dice: Dice): readonly string[] => wordsFrom(dice, vocabularySize).invented

/** Draws what is said in a cast in the place of each placeholder. */
export type SpokenWords = {
  /** What begins a matter adds its words to `matter`, as the desk finds them. */
  inPlaceOf(placeholder: string, casts: number, matter: string[]): string
}

/** Draws names and addresses out of all words alike, and texts as a language uses its words. */
export function spokenWords(words: readonly string[], dice: Dice): SpokenWords {
  const draw = zipfDraw(words.length, dice)
  const capitals = words.map(capital)
  const stems = words.map((word) => matterWords(word))
  const text = (length: number, matter: string[] | undefined) => {
    let said = ''
    for (let left = length; left > 0; left -= 1) {
      const place = draw()
      said = said === '' ? (capitals[place] ?? '') : `${said} ${words[place]}`
      if (matter) for (const stem of stems[place] ?? []) matter.push(stem)
    }
    return said
  }
  return {
    inPlaceOf(placeholder, casts, matter) {
      if (isName.test(placeholder)) return dice.oneOf(capitals)
      if (placeholder.startsWith('seedaddress'))
        return `${dice.oneOf(words)}.${dice.oneOf(words)}.${casts.toString(36)}`
      if (placeholder.startsWith('seedexternal')) return `${casts.toString(36)}-${dice.between(0, 1e9)}`
      if (placeholder === 'seedsubject') return text(dice.between(2, 5), matter)
      // A matter is what the customer said first; what follows is held against it.
      return `${text(dice.between(8, 32), placeholder === 'seedbody0' ? matter : undefined)}.`
    },
  }
}

const isName = /^seed(?:first|last)/

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
