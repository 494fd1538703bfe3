import { numberWords } from './number-words.ts'
import { say } from '#web/words/say.ts'

/** How many, as far as anybody counts. */
export function countWords({ count, orMore }: { count: number; orMore: boolean }): string {
  const written = numberWords(count)
  return orMore ? say('{count}+', { count: written }) : written
}
