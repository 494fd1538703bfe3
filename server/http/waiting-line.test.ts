import { expect, test } from 'vitest'
import { openWaitingLine } from './waiting-line.ts'

const here = () => false
const size = { places: 2, each: 1, waiting: 10, waitingEach: 3 }

/** Somebody in the line, and whether they are in by now. */
function comer(line: ReturnType<typeof openWaitingLine>, name: string, isGone = here) {
  const came = { name, leave: undefined as (() => void) | null | undefined }
  void line.enter(name, isGone).then((leave) => (came.leave = leave))
  return came
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('one name never has all the places, and whoever asks once does not wait behind all that another asked', async () => {
  const line = openWaitingLine(size)
  const greedy = [1, 2, 3, 4].map(() => comer(line, 'greedy'))
  const ada = comer(line, 'ada')
  const ben = comer(line, 'ben')
  await settled()
  expect([greedy, ada, ben].flat().map(({ leave }) => leave !== undefined)).toEqual([
    true,
    false,
    false,
    false,
    true,
    false,
  ])

  ada.leave?.()
  await settled()
  expect(ben.leave).toBeTypeOf('function')
})

test('whoever finds too many of their own waiting is told so at once, and nobody else is', async () => {
  const line = openWaitingLine(size)
  const greedy = [1, 2, 3, 4, 5].map(() => comer(line, 'greedy'))
  const ada = comer(line, 'ada')
  await settled()
  expect(greedy.at(-1)?.leave).toBeNull()
  expect(ada.leave).toBeTypeOf('function')
})

test('a few who fill the line keep nobody else out of it', async () => {
  const line = openWaitingLine({ places: 1, each: 1, waiting: 6, waitingEach: 3 })
  const first = comer(line, 'first')
  const greedy = ['one', 'two'].flatMap((name) => [1, 2, 3].map(() => comer(line, name)))
  const ada = comer(line, 'ada')
  await settled()
  expect(greedy.map(({ leave }) => leave)).toEqual([
    undefined,
    undefined,
    null,
    undefined,
    undefined,
    undefined,
  ])

  first.leave?.()
  await settled()
  greedy[0]?.leave?.()
  await settled()
  greedy[3]?.leave?.()
  await settled()
  expect(ada.leave).toBeTypeOf('function')
})

test('whoever has gone while they waited takes no place', async () => {
  const line = openWaitingLine({ ...size, places: 1 })
  const ada = comer(line, 'ada')
  const gone = comer(line, 'gone', () => true)
  const ben = comer(line, 'ben')
  await settled()

  ada.leave?.()
  ada.leave?.()
  await settled()
  expect(gone.leave).toBeNull()
  expect(ben.leave).toBeTypeOf('function')
})
