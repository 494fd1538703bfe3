import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { changePerson } from '#server/desk/colleagues/people.ts'
import { newId } from '#server/store/id.ts'
import { queueSend } from '#server/store/notice-sends.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { neighbours } from '#test/neighbours.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'
import { openNoticeSending } from './send-notices.ts'

/** A relay that takes the connection and never says a word; and how many have come. */
async function silentRelay() {
  let came = 0
  const hangUp = new AbortController()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    hangUp.signal.addEventListener('abort', () => socket.destroy())
    came += 1
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return { url, came: () => came, hangUp: () => hangUp.abort() }
}

const queueMail = (desk: TestDesk, title: string) =>
  desk.db.withOrg(desk.org, (tx) =>
    queueSend(tx, {
      id: newId(desk.now()),
      key: title,
      way: 'mail',
      member: 'administrator',
      content: { title, lines: [title], path: '/', tag: title, isUrgent: true, language: 'en' },
      at: desk.now().toString(),
    }),
  )

test('a call for a danger waits for no digest that hangs at a relay', async () => {
  const desk = await aDeskAlone()
  await changePerson(desk, desk.admin, { handle: 'administrator', email: 'head@aldera.test' })
  const silent = await silentRelay()
  const relay = await startReceivingServer()
  onTestFinished(() => relay.close())
  const way = { relayUrl: silent.url, defaultFrom: 'desk@desk.test', worker: 7 }
  const sending = openNoticeSending(desk, way)

  await queueMail(desk, 'Your digest')
  expect(await sending.begin()).toBe(1)
  await expect.poll(silent.came).toBe(1)
  way.relayUrl = relay.url
  await queueMail(desk, 'Somebody may come to harm')
  expect(await sending.begin()).toBe(1)

  await expect.poll(() => relay.accepted.map(({ to }) => to)).toEqual([['head@aldera.test']])
  silent.hangUp()
  await sending.idle()
})

test('what waits for a relay that hangs keeps no other organisation waiting, however much it is', async () => {
  const { ours, theirs } = await neighbours()
  for (const desk of [ours, theirs])
    await changePerson(desk, desk.admin, { handle: 'administrator', email: `head@${desk.org}.test` })
  const silent = await silentRelay()
  const relay = await startReceivingServer()
  onTestFinished(() => relay.close())
  const way = { relayUrl: silent.url, defaultFrom: 'desk@desk.test', worker: 7 }
  const sending = openNoticeSending(ours, way)

  for (let nth = 0; nth < 70; nth += 1) await queueMail(ours, `Your digest ${nth}`)
  while ((await sending.begin()) > 0);
  await expect.poll(silent.came).toBe(48)
  way.relayUrl = relay.url
  await queueMail(theirs, 'Somebody may come to harm')
  expect(await sending.begin()).toBe(1)

  await expect.poll(() => relay.accepted.map(({ to }) => to)).toEqual([[`head@${theirs.org}.test`]])
  silent.hangUp()
  await sending.idle()
})
