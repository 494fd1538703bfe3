import type { Draft } from './draft.ts'

/** What is written on now, and what waits aside, the first to come back first. */
export type Begun = { draft: Draft; aside: readonly Draft[] }

/**
 * Begins a reply or a note. Words for colleagues never become words for the customer by a key: what was begun of the other
 * kind waits aside, and comes back when it is asked for.
 */
export function beginDraft(asked: 'reply' | 'note', draft: Draft, aside: readonly Draft[]): Begun {
  const isAsked = ({ mode }: Draft) => (mode === 'note') === (asked === 'note')
  if (isAsked(draft)) return { draft, aside }
  const waiting = aside.find(isAsked)
  const others = aside.filter((one) => one !== waiting)
  return {
    draft: waiting ?? { mode: asked === 'note' ? 'note' : 'private', body: '', asks: false },
    aside: draft.body.trim() === '' ? others : [draft, ...others],
  }
}
