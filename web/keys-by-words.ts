import { newKey } from './ui/new-key.ts'

/** Gives the same words the same key until they are done: asked again they are the same command, and others are another. */
export function keysByWords() {
  let attempt = { said: '', key: '' }
  return {
    keyFor(words: unknown): string {
      const said = JSON.stringify([words])
      if (attempt.said !== said) attempt = { said, key: newKey() }
      return attempt.key
    },
    /** It was done: what is said again after this is meant again. */
    done: (key: string) => {
      if (attempt.key === key) attempt = { said: '', key: '' }
    },
  }
}
