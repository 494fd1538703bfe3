import type { Draft } from './draft.ts'

/** What is written on now, and what waits aside. */
export type Begun = { draft: Draft; aside: Draft | null }

const isNote = ({ mode }: Draft) => mode === 'note'

/**
 * Begins a reply or a note. Words for colleagues never become words for the customer by a key: what was begun of the other
 * kind waits aside, and comes back when it is asked for.
 */
export function beginDraft(asked: 'reply' | 'note', draft: Draft, aside: Draft): Begun {
  if (isNote(draft) === (asked === 'note')) return { draft, aside: aside.body === '' ? null : aside }
  const isWaiting = aside.body.trim() !== '' && isNote(aside) === (asked === 'note')
  const begun: Draft = isWaiting
    ? aside
    : { mode: asked === 'note' ? 'note' : 'private', body: '', asks: false }
  return { draft: begun, aside: draft.body.trim() === '' ? null : draft }
}
