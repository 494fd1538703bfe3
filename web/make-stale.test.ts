import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test } from 'vitest'
import { makeStale } from './make-stale.ts'

/** A page that shows what a case says, and readings of it that are answered one by one. */
function aPage() {
  const client = new QueryClient()
  const readings: ((said: string) => void)[] = []
  const observer = new QueryObserver(client, {
    queryKey: ['case', '1'],
    queryFn: () => new Promise<string>((resolve) => readings.push(resolve)),
  })
  onTestFinished(observer.subscribe(() => undefined))
  return { client, readings, shown: () => observer.getCurrentResult().data }
}

test('what changes while a page is read for the first time is read anew', async () => {
  const { client, readings, shown } = aPage()
  makeStale(client, ['case', '1'])
  readings[0]?.('before')
  await expect.poll(() => readings.length).toBe(2)
  readings[1]?.('after')
  await expect.poll(shown).toBe('after')
})

test('what stands on a page is read anew once, and nothing else is', async () => {
  const { client, readings, shown } = aPage()
  readings[0]?.('before')
  await expect.poll(shown).toBe('before')
  makeStale(client, ['case', '2'])
  makeStale(client, ['case'])
  expect(readings).toHaveLength(2)
})
