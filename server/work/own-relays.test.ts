import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { addMailbox } from '#server/desk/connections/add-mailbox.ts'
import { makeDefault } from '#server/desk/connections/end-connection.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'
import { openReplySending, sendDueReplies } from './send-replies.ts'

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

test('a relay that hangs keeps only the mail waiting that leaves by it', async () => {
  const desk = await aDeskAlone()
  const connected = async (name: string) => {
    const login = { user: 'desk', password: randomBytes(9).toString('hex') }
    const relay = await startReceivingServer({ login })
    onTestFinished(() => relay.close())
    const own = { host: '127.0.0.1', port: relay.port, secure: false, ...login }
    const address = `${name}@aldera.test`
    await addMailbox(desk, desk.admin, { name, address, relay: own })
    return { relay, address }
  }
  const answer = async (address: string) => {
    const [item] = await deliver(desk, aMail({ from: `${address.replace('@', '-')}@example.org` }), [address])
    const caseId = item?.caseId ?? ''
    const reply = { body: 'We will come tomorrow.', visibility: 'private', asks: false } as const
    await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
    desk.wait('PT1M')
  }
  const hanging = await connected('slow')
  const other = await connected('help')
  hanging.relay.behave({ does: 'delay', at: 'data', by: Temporal.Duration.from({ hours: 1 }) })
  const sending = openReplySending(desk, { relayUrl: null, defaultFrom: 'desk@desk.test', worker: 7 })

  await answer(hanging.address)
  expect(await sending.begin()).toBe(1)
  await answer(other.address)
  expect(await sending.begin()).toBe(1)

  await expect.poll(() => other.relay.accepted.length).toBe(1)
  expect(hanging.relay.accepted).toEqual([])
  await hanging.relay.close()
  await sending.idle()
})
