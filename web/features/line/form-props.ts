import type { Card } from './card-query.ts'
import type { Call } from './which-call.ts'

/** What every short form of a call is given. */
export type FormProps = {
  target: { call: Call; joins: string | null; name: string | undefined }
  front: Card['front']
  /** What was typed on the call and not written down yet: it goes along. */
  words: string
  clear: () => void
  close: () => void
  done: (sentence: string) => void
}
