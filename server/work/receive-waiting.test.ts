import { afterAll, expect, test } from 'vitest'
import { Unavailable } from '#domain/unavailable.ts'
import { connectionFor, keepItem } from '#server/desk/items/keep-item.ts'
import { showItems } from '#server/desk/cases/show-desk.ts'
import { testDesk } from '#test/desk.ts'
import { receiveWaiting } from './receive-waiting.ts'

const house = await testDesk()
const faults: unknown[] = []
const desk = { ...house, failed: (_: string, fault: unknown) => void faults.push(fault) }
afterAll(() => house.close())

const soon = Temporal.Duration.from({ seconds: 2 })

/** Keeps an item as a process does that dies right after. */
async function keep(externalId: string, content: string) {
  const connection = await connectionFor(desk, desk.org, 'web')
  const raw = { connection, channel: 'web', form: 'json', recipient: null } as const
  await keepItem(desk, desk.org, { ...raw, externalId, receivedAt: desk.now(), bytes: Buffer.from(content) })
}

const given = {
  channel: 'web',
  externalId: 'good',
  at: '2026-11-23T09:00:00Z',
  from: { email: 'a@b.example' },
  body: 'Hi.',
}

test("an item at which the desk fails each time stops no other, and is somebody's in the end", async () => {
  await keep('bad', 'This is not what was handed over.')
  await keep('good', JSON.stringify(given))
  desk.wait('PT3S')
  const failures = new Map<string, number>()
  expect(await receiveWaiting(desk, soon, failures)).toBe(1)

  for (const _ of [2, 3, 4]) expect(await receiveWaiting(desk, soon, failures)).toBe(0)
  expect((await showItems(desk, desk.admin, { outcome: 'quarantined', limit: 10 })).items).toEqual([])
  await receiveWaiting(desk, soon, failures)

  const { items } = await showItems(desk, desk.admin, { outcome: 'quarantined', limit: 10 })
  expect(items).toMatchObject([
    { owner: 'administrator', because: expect.stringContaining('The fault is ours') },
  ])
  expect(await receiveWaiting(desk, soon, failures)).toBe(0)
  expect(faults).toHaveLength(5)
})

test('an item that could not be understood because the database was away is nobody else’s for that', async () => {
  await keep('meanwhile', JSON.stringify({ ...given, externalId: 'meanwhile' }))
  desk.wait('PT3S')
  const away = { ...desk, db: { ...desk.db, withOrg: () => Promise.reject(new Unavailable('Away.')) } }
  const failures = new Map<string, number>()
  for (const _ of [1, 2, 3, 4, 5, 6]) expect(await receiveWaiting(away, soon, failures)).toBe(0)

  expect(failures.size).toBe(0)
  expect(await receiveWaiting(desk, soon, failures)).toBe(1)
})
