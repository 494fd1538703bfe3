import { expect, test } from 'vitest'
import { openMailQueue } from './mail-queue.ts'

const receivedAt = Temporal.Instant.from('2026-11-23T09:00:00Z')
let counted = 0
const mailBy = (client: string, org = 'aldera', size = 1000) => ({
  org,
  client,
  id: `${(counted += 1)}`,
  connection: 'help',
  receivedAt,
  bytes: new Uint8Array(size),
})

const drain = (queue: ReturnType<typeof openMailQueue>) => {
  const taken: string[] = []
  for (let next = queue.take(16); next; next = queue.take(16))
    taken.push(...next.mails.map(({ client }) => client))
  return taken
}

test('one sender does not take all the places, however many or large its mails are', () => {
  for (const size of [10, 200_000]) {
    const queue = openMailQueue()
    for (let n = 0; n < 1000; n += 1) queue.add(mailBy('192.0.2.1', 'aldera', size))
    queue.add(mailBy('192.0.2.2', 'aldera', size))
    expect(drain(queue)).toContain('192.0.2.2')
  }
})

test('what does not fit is not held in memory', () => {
  const queue = openMailQueue()
  for (let n = 0; n < 1000; n += 1) queue.add(mailBy(`192.0.2.${n % 5}`))
  expect(drain(queue)).toHaveLength(200)
})

test('mails are taken by organisation, the first that came before the others', () => {
  const queue = openMailQueue()
  for (const org of ['aldera', 'other', 'aldera']) queue.add(mailBy('192.0.2.1', org))
  expect([queue.take(16), queue.take(16), queue.take(16)]).toMatchObject([
    { org: 'aldera', mails: [{}, {}] },
    { org: 'other', mails: [{}] },
    null,
  ])
})

test('of an organisation that is being received for, mails gather until they fill a hand', () => {
  const queue = openMailQueue()
  const busy = new Set(['aldera'])
  for (let n = 0; n < 15; n += 1) queue.add(mailBy('192.0.2.1'))
  queue.add(mailBy('192.0.2.2', 'other'))
  expect(queue.take(16, busy)).toMatchObject({ org: 'other', mails: [{}] })
  expect(queue.take(16, busy)).toBeNull()
  queue.add(mailBy('192.0.2.1'))
  expect(queue.take(16, busy)?.mails).toHaveLength(16)
})
