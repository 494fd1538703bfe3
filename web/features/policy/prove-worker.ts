import { config } from 'zod'
import type { Checked } from './check-draft.ts'

// A thread of the browser that proves what is being edited, so that nobody waits for a proof who wants to type.

// Compiled checks need `eval`, which the content security policy refuses.
config({ jitless: true })

/** What is asked of the thread, and what it answers, each with the same number. */
export type ToProve = { readonly number: number; readonly document: unknown }
export type Proved = { readonly number: number; readonly checked: Checked }

async function prepare() {
  // The proofs may say `Temporal` while they load, so they come after the stand-in for browsers without it.
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  const [{ checkDraft }, { readLawShelf }] = await Promise.all([
    import('./check-draft.ts'),
    import('./law-shelf.ts'),
  ])
  const law = readLawShelf()
  return (document: unknown) => checkDraft(document, law)
}

const prepared = prepare()

async function answer({ number, document }: ToProve) {
  const check = await prepared
  const proved: Proved = { number, checked: check(document) }
  // A thread answers whoever made it: there is no other origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  postMessage(proved)
}

addEventListener('message', ({ data }: MessageEvent<ToProve>) => void answer(data))
