import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { connectionFor, type RawItem } from '#server/desk/items/keep-item.ts'
import { sql } from '#server/store/statement.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { keepTogether } from './keep-together.ts'

async function aClient({ database }: TestDesk) {
  const client = new Client(database.owner)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** Keeps all new items from being stored until told otherwise: a commit that takes long. */
async function holdStoring(desk: TestDesk) {
  const client = await aClient(desk)
  await client.query('begin; lock table items in share row exclusive mode')
  return {
    letGo: () => client.query('commit'),
    /** Resolves once somebody waits to store an item. */
    someoneWaits: async () => {
      const waiting = `select 1 from pg_locks where not granted and relation = 'items'::regclass`
      await expect.poll(async () => (await client.query(waiting)).rowCount).toBe(1)
    },
  }
}

async function mailsFor(desk: TestDesk) {
  const connection = await connectionFor(desk, desk.org, 'email')
  return (name: string, recipient = 'help@desk.test'): RawItem => ({
    connection,
    channel: 'email',
    externalId: name,
    receivedAt: desk.now(),
    form: 'mail',
    bytes: Buffer.from(`Subject: ${name}\r\n\r\nHello`),
    recipient,
  })
}

/** How many items each transaction has stored, the first one first. */
async function storedByTransaction(client: Client): Promise<number[]> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from items group by xmin::text::bigint order by xmin::text::bigint',
  )
  return rows.map(({ count }) => count)
}

test('mails that come while a commit is under way are kept in the next, and acknowledged only after it', async () => {
  const desk = await aDeskAlone()
  const client = await aClient(desk)
  const mail = await mailsFor(desk)
  const keep = keepTogether(desk)
  const wasStored: boolean[] = []
  const keepOne = async (name: string) => {
    const { id } = await keep(desk.org, mail(name))
    const rows = await desk.db.asOwner((tx) => tx.rows(sql`select 1 from items where id = $1`, [id]))
    wasStored.push(rows.length === 1)
  }
  const { letGo, someoneWaits } = await holdStoring(desk)

  const kept = [keepOne('first')]
  await someoneWaits()
  for (let n = 0; n < 20; n += 1) kept.push(keepOne(`later ${n}`))
  await someoneWaits()
  expect(wasStored).toEqual([])

  await letGo()
  await Promise.all(kept)
  expect(wasStored).toEqual(kept.map(() => true))
  expect(await storedByTransaction(client)).toEqual([1, 16, 4])
})

test('where several mails came at once, the next commit waits for as many, so that all are kept by one', async () => {
  const desk = await aDeskAlone()
  const client = await aClient(desk)
  const mail = await mailsFor(desk)
  const keep = keepTogether(desk)
  const { letGo, someoneWaits } = await holdStoring(desk)
  const eight = (when: string) =>
    Array.from({ length: 8 }, (_, nth) => keep(desk.org, mail(`${when} ${nth}`)))

  const first = keep(desk.org, mail('first'))
  await someoneWaits()
  const early = eight('early')
  await letGo()
  await Promise.all([first, ...early])
  await Promise.all(eight('late'))

  expect(await storedByTransaction(client)).toEqual([1, 8, 8])
})

test('of mails that are kept together one that cannot be kept is refused alone, and the others are each kept', async () => {
  const desk = await aDeskAlone()
  const client = await aClient(desk)
  const mail = await mailsFor(desk)
  const keep = keepTogether(desk)
  const { letGo, someoneWaits } = await holdStoring(desk)

  const first = keep(desk.org, mail('first'))
  await someoneWaits()
  const together = [
    mail('one'),
    // No text in the database can hold it.
    mail('bad', 'help\0@desk.test'),
    mail('two'),
    mail('three'),
  ].map((raw) => keep(desk.org, raw))
  await letGo()
  const told = await Promise.allSettled([first, ...together])

  expect(told.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
  expect(await storedByTransaction(client)).toEqual([1, 1, 1, 1])
})

test('a mail that comes twice while a commit is under way is one item, and both are acknowledged', async () => {
  const desk = await aDeskAlone()
  const mail = await mailsFor(desk)
  const keep = keepTogether(desk)
  const { letGo, someoneWaits } = await holdStoring(desk)

  const first = keep(desk.org, mail('first'))
  await someoneWaits()
  const twice = [keep(desk.org, mail('again')), keep(desk.org, mail('again')), keep(desk.org, mail('first'))]
  await letGo()

  const [one, two, three] = await Promise.all(twice)
  expect([one?.isNew, two?.isNew, three?.isNew]).toEqual([true, false, false])
  expect([two?.id, three?.id]).toEqual([one?.id, (await first).id])
})
