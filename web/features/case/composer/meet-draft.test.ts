import { expect, test } from 'vitest'
import { emptyDraft } from './draft.ts'
import { meetDraft } from './meet-draft.ts'

const draft = (body: string) => ({ ...emptyDraft, body })
const there = (body: string, version: number) => ({ ...draft(body), version })

test('what was written on another device is there when the case is opened here', () => {
  expect(meetDraft(null, there('Dear Ruth', 3))).toEqual({
    draft: draft('Dear Ruth'),
    version: 3,
    isSaved: true,
    other: null,
  })
})

test('what the desk has not got yet is not lost by a reload', () => {
  const here = { draft: draft('Dear Ruth, today'), version: 3, isSaved: false }
  expect(meetDraft(here, there('Dear Ruth', 3))).toMatchObject({ ...here, other: null })
})

test('a copy that had been saved gives way to what another device wrote since', () => {
  const here = { draft: draft('Dear Ruth'), version: 3, isSaved: true }
  expect(meetDraft(here, there('Dear Ruth, tomorrow', 4)).draft.body).toBe('Dear Ruth, tomorrow')
})

test('where both went on, both are shown', () => {
  const here = { draft: draft('Dear Ruth, today'), version: 3, isSaved: false }
  const met = meetDraft(here, there('Dear Ruth, tomorrow', 4))
  expect(met.draft.body).toBe('Dear Ruth, today')
  expect(met.other?.body).toBe('Dear Ruth, tomorrow')
})

test('a draft that was sent elsewhere is gone here too, unless it went on here', () => {
  const sent = { draft: draft('Dear Ruth'), version: 3, isSaved: true }
  expect(meetDraft(sent, null).draft.body).toBe('')
  expect(meetDraft({ ...sent, draft: draft('And one more thing'), isSaved: false }, null)).toMatchObject({
    draft: draft('And one more thing'),
    version: 0,
  })
})

test('emptying a draft here does not delete what another device wrote', () => {
  const here = { draft: draft(''), version: 3, isSaved: false }
  expect(meetDraft(here, there('Dear Ruth, tomorrow', 4)).draft.body).toBe('Dear Ruth, tomorrow')
})
