import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { aMail, itemsOf } from '#test/mail.ts'
import { openMailIntake, type MailIntake } from './receive-mail.ts'

const anHour = 3_600_000
const unhurried = { gathersFor: anHour, longestHold: anHour }

const keepOne = (intake: MailIntake, nth: number) =>
  intake.keep({
    client: '192.0.2.1',
    recipients: ['help@desk.test'],
    sender: 'somebody@example.org',
    bytes: aMail({
      from: `somebody-${nth}@example.org`,
      messageId: `${nth}@example.org`,
      body: `Number ${nth}`,
    }),
  })

async function aClient({ database }: TestDesk) {
  const client = new Client(database.owner)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

const understoodOf = async (desk: TestDesk) => (await itemsOf(desk)).filter(({ outcome }) => outcome).length

test('the first mail is understood at once, and those that follow it closely are understood together', async () => {
  const desk = await aDeskAlone()
  const client = await aClient(desk)
  const intake = openMailIntake(desk, unhurried)

  await keepOne(intake, 0)
  await expect.poll(() => understoodOf(desk)).toBe(1)
  for (const nth of [1, 2, 3]) await keepOne(intake, nth)
  await intake.idle()

  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from messages group by xmin::text::bigint order by xmin::text::bigint',
  )
  expect(rows.map(({ count }) => count)).toEqual([1, 3])
})

test('while many mails of an organisation wait to be understood, whoever sends more is answered later', async () => {
  const desk = await aDeskAlone()
  const client = await aClient(desk)
  const intake = openMailIntake(desk, unhurried)
  await client.query('begin; lock table messages in share row exclusive mode')
  let answered = 0
  const sent = Array.from({ length: 120 }, async (_, nth) => {
    await keepOne(intake, nth)
    answered += 1
  })

  await expect.poll(async () => (await itemsOf(desk)).length).toBe(120)
  expect(answered).toBeLessThan(120)
  await client.query('commit')
  await Promise.all(sent)
  await intake.idle()
  expect(await understoodOf(desk)).toBe(120)
})
