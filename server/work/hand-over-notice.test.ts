import PostalMime from 'postal-mime'
import { expect, onTestFinished, test } from 'vitest'
import { addMailbox } from '#server/desk/connections/add-mailbox.ts'
import { makeDefault } from '#server/desk/connections/end-connection.ts'
import { showNotices } from '#server/desk/notices/notice-settings.ts'
import { tryNotices } from '#server/desk/notices/try-notices.ts'
import { setPublicAddress } from '#server/desk/replies/public-address.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { aDeskAlone, type TestDesk } from '#test/desk.ts'
import { giveEmail } from '#test/give-email.ts'
import { startReceivingServer } from '#test/peers/receiving-server.ts'
import { tellOn } from '#test/tell-on.ts'
import { sendDueReplies } from './send-replies.ts'

/** A desk with a relay, and an administrator who has an e-mail. */
async function aHouse() {
  const made = await aDeskAlone('2026-11-24T09:00:00Z')
  // As a desk is that nobody has given a domain.
  const desk: TestDesk = { ...made, mailDomain: 'evenhand.localhost' }
  const relay = await startReceivingServer()
  onTestFinished(() => relay.close())
  await giveEmail(desk, desk.admin.handle)
  const sendersAfter = async () => {
    await tryNotices(desk, desk.admin)
    await tellOn(desk, relay.url)
    return relay.accepted.map(({ from }) => from)
  }
  return { desk, relay, sendersAfter }
}

const add = (desk: TestDesk, address: string) => addMailbox(desk, desk.admin, { name: 'Help', address })

test('what the desk mails of itself comes from an address that the house has, whichever connection has it', async () => {
  const { desk, sendersAfter } = await aHouse()
  expect(await showNotices(desk, desk.admin)).toMatchObject({ sender: null, hasLink: false })
  await desk.take()

  const { id } = await add(desk, 'hilfe@nordlicht.example')
  expect(await showNotices(desk, desk.admin)).toMatchObject({ sender: 'hilfe@nordlicht.example' })
  expect((await sendersAfter()).at(-1)).toBe('hilfe@nordlicht.example')

  desk.wait('PT1S')
  const other = await add(desk, 'service@nordlicht.example')
  expect((await sendersAfter()).at(-1)).toBe('hilfe@nordlicht.example')
  await makeDefault(desk, desk.admin, { connectionId: other.id, key: 'rest' })
  expect((await sendersAfter()).at(-1)).toBe('service@nordlicht.example')
  expect(id).not.toBe(other.id)
})

test('whoever is called without a link is told where to press instead', async () => {
  const { desk, relay } = await aHouse()
  const danger = 'The washer gave me an electric shock and smoke came out of it.'
  await desk.take({ body: danger })
  await tellOn(desk, relay.url)
  const texts = async () =>
    Promise.all(relay.accepted.map(async ({ bytes }) => (await PostalMime.parse(bytes)).text ?? ''))
  const [called] = await texts()
  expect(called).toContain('Above everything else stands case 1001: press “Answer”, then “I have it”.')

  await setPublicAddress(desk, desk.admin, { address: 'https://desk.nordlicht.example' })
  expect(await showNotices(desk, desk.admin)).toMatchObject({ hasLink: true })
  await desk.take({ body: danger, from: { email: 'bob@example.org', name: 'Bob' } })
  await tellOn(desk, relay.url)
  expect((await texts()).at(-1)).toContain('https://desk.nordlicht.example/pages/')
})

test('a reply to whoever wrote where no mail goes to comes from an address that the house has', async () => {
  const { desk, relay } = await aHouse()
  await add(desk, 'hilfe@nordlicht.example')
  const { caseId } = await desk.take({
    channel: 'web',
    from: { email: 'frieda@example.org', name: 'Frieda' },
  })
  await sendReply(desk, desk.admin, {
    ...(await desk.on(caseId)),
    body: 'We come on Monday.',
    visibility: 'private',
    asks: false,
  })
  await sendDueReplies(desk, { relayUrl: relay.url, defaultFrom: 'desk@evenhand.localhost', worker: 1 })
  expect(relay.accepted.map(({ from }) => from)).toEqual(['hilfe@nordlicht.example'])
})
