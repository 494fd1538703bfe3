import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepDraft, restMs, type KeptDraft } from './draft-keeper.ts'
import { emptyDraft, type Draft, type Held } from './draft.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A desk that keeps one draft, and a browser that writes on it. */
function aDesk(begun: KeptDraft | null = null, held: Held | null = null) {
  const desk = { kept: begun, isUp: true, saved: [] as string[], held }
  const keeper = keepDraft({
    held,
    hold: (copy) => void (desk.held = copy),
    read: () => (desk.isUp ? Promise.resolve(desk.kept) : Promise.reject(new Error('down'))),
    save: (draft: Draft, version: number) => {
      if (!desk.isUp) return Promise.reject(new Error('down'))
      if (version !== (desk.kept?.version ?? 0)) return Promise.resolve('moved')
      desk.saved.push(draft.body)
      desk.kept = { ...draft, version: version + 1, files: [] }
      return Promise.resolve(version + 1)
    },
  })
  return { desk, keeper }
}

const said = (body: string): Draft => ({ ...emptyDraft, body })

test('the desk is told once when one rests, not at each key', async () => {
  const { desk, keeper } = aDesk()
  await keeper.reread()
  keeper.change(said('D'))
  keeper.change(said('De'))
  keeper.change(said('Dear Ruth'))
  await vi.advanceTimersByTimeAsync(restMs)
  expect(desk.saved).toEqual(['Dear Ruth'])
  expect(keeper.state()).toMatchObject({ isSaved: true, version: 1 })
})

test('what is written while the desk cannot be reached stays in this browser, and is saved later', async () => {
  const { desk, keeper } = aDesk()
  await keeper.reread()
  desk.isUp = false
  keeper.change(said('Dear Ruth'))
  await vi.advanceTimersByTimeAsync(restMs)
  expect(keeper.state().isOffline).toBe(true)
  expect(desk.held).toMatchObject({ draft: said('Dear Ruth'), isSaved: false })
  desk.isUp = true
  await keeper.flush()
  expect(desk.saved).toEqual(['Dear Ruth'])
})

test('another device that went on is shown beside what was written here, and the choice is kept', async () => {
  const { desk, keeper } = aDesk({ ...said('Dear Ruth'), version: 1, files: [] })
  await keeper.reread()
  keeper.change(said('Dear Ruth, today'))
  desk.kept = { ...said('Dear Ruth, tomorrow'), version: 2, files: [] }
  await vi.advanceTimersByTimeAsync(restMs)
  expect(keeper.state().other?.body).toBe('Dear Ruth, tomorrow')
  keeper.choose('here')
  await vi.advanceTimersByTimeAsync(restMs)
  expect(desk.kept?.body).toBe('Dear Ruth, today')
})

test('what was sent does not come back as a draft', async () => {
  const { desk, keeper } = aDesk()
  await keeper.reread()
  keeper.change(said('Dear Ruth'))
  await keeper.flush()
  keeper.gone(keeper.state().draft)
  await vi.advanceTimersByTimeAsync(restMs * 2)
  expect(desk.saved).toEqual(['Dear Ruth'])
  expect(keeper.state().draft.body).toBe('')
})

test.each([
  ['after it', 'Dear Ruth, and more', ', and more'],
  ['into it', 'Dear Mrs Weber', 'Dear Mrs Weber'],
])('what is written %s while it was being sent is the next draft', async (_, written, left) => {
  const { desk, keeper } = aDesk()
  await keeper.reread()
  keeper.change(said('Dear Ruth'))
  await keeper.flush()
  const { draft: sent } = keeper.state()
  keeper.change(said(written))
  desk.kept = null
  keeper.gone(sent)
  await vi.advanceTimersByTimeAsync(restMs)
  expect(keeper.state().draft.body).toBe(left)
  expect(desk.kept).toMatchObject({ body: left })
})
