import { expect, test, vi } from 'vitest'
import { listenToClock } from './use-now.ts'

test('whoever comes back to the page sees the present moment, also after another part of it has gone', () => {
  const page = new EventTarget()
  vi.stubGlobal('document', page)
  const heard: string[] = []
  const leave = listenToClock(() => heard.push('a part that goes'))
  const stop = listenToClock(() => heard.push('a part that stays'))
  leave()
  page.dispatchEvent(new Event('visibilitychange'))
  expect(heard).toEqual(['a part that stays'])

  stop()
  page.dispatchEvent(new Event('visibilitychange'))
  expect(heard).toHaveLength(1)
  vi.unstubAllGlobals()
})
