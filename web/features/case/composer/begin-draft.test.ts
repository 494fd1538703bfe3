import { expect, test } from 'vitest'
import { beginDraft } from './begin-draft.ts'
import { emptyDraft } from './draft.ts'

const reply = { ...emptyDraft, body: 'Dear Ruth' }
const note = { mode: 'note' as const, body: 'She is right', asks: false }

test('a note that was begun never becomes a reply by a key', () => {
  expect(beginDraft('reply', note, [])).toEqual({ draft: emptyDraft, aside: [note] })
})

test('what waits aside comes back when it is asked for', () => {
  expect(beginDraft('reply', note, [reply])).toEqual({ draft: reply, aside: [note] })
  expect(beginDraft('note', reply, [note])).toEqual({ draft: note, aside: [reply] })
})

test('what is written on already goes on', () => {
  expect(beginDraft('reply', { ...reply, mode: 'public' }, []).draft.mode).toBe('public')
})

test('the rest of a post that was cut in two waits behind its beginning while a note is written', () => {
  const short = { ...reply, mode: 'public' as const, body: 'We are on it.' }
  const rest = { ...reply, body: 'Your order 4711 leaves today.' }
  const begun = beginDraft('note', short, [rest])
  expect(begun).toEqual({ draft: { ...note, body: '' }, aside: [short, rest] })
  expect(beginDraft('reply', begun.draft, begun.aside)).toEqual({ draft: short, aside: [rest] })
})
