import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { addMailbox } from '#server/desk/connections/add-mailbox.ts'
import { makeDefault } from '#server/desk/connections/end-connection.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'
import { sendDueReplies } from './send-replies.ts'

/** Founds so many organisations with a relay of their own, all of which come before any other. */
async function foundBefore({ database }: TestDesk, count: number) {
  const client = new Client(database.owner)
  await client.connect()
  await client.query(
    `with founded as (
      insert into organisations (id, name, wrapped_key, created_at)
      select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Neighbour ' || n, '', now()
      from generate_series(1, $1) n returning id
    )
    insert into connections (org_id, id, channel, name, settings, created_at)
    select id, id, 'email', 'Help', '{"relay": {}}', now() from founded`,
    [count],
  )
  await client.end()
}

test('a reply leaves by its connection’s own relay, however many organisations have one', async () => {
  const login = { user: 'desk', password: randomBytes(9).toString('hex') }
  const relay = await startReceivingServer({ login })
  onTestFinished(() => relay.close())
  const desk = await aDeskAlone()
  await foundBefore(desk, 230)
  const address = 'help@aldera.test'
  const own = { host: '127.0.0.1', port: relay.port, secure: false, ...login }
  const { id } = await addMailbox(desk, desk.admin, { name: 'Help', address, relay: own })
  await makeDefault(desk, desk.admin, { connectionId: id, key: 'default' })
  const { caseId } = await desk.take()
  const reply = { body: 'We will come tomorrow.', visibility: 'private', asks: false } as const
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  desk.wait('PT1M')

  expect(await sendDueReplies(desk, { relayUrl: null, defaultFrom: 'desk@desk.test', worker: 7 })).toBe(1)
  expect(relay.accepted.map(({ from }) => from)).toEqual([address])
  // Filters distrust a mail that names another house than the one it comes from.
  expect(relay.accepted[0]?.messageId).toMatch(/@aldera\.test$/)
})
