import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addTelephone, showTelephones } from '#server/desk/line/telephones.ts'
import { setExtensions } from '#server/desk/line/extensions.ts'
import { showCalls } from '#server/desk/line/show-calls.ts'
import { showCard } from '#server/desk/people/show-card.ts'
import { testTelephone } from '#server/desk/line/test-telephone.ts'
import { testDesk, type TestDesk } from '#test/desk.ts'
import { startFakeAsterisk, type FakeAsterisk } from '#test/peers/fake-asterisk.ts'
import { listenToTelephones } from './listen-to-telephones.ts'
import type { Reading } from './read-mailboxes.ts'

// Asterisk's side is a fake that sends what the real one sends; what is shown here is that a cut line loses no call.

let desk: TestDesk
let asterisk: FakeAsterisk
const listening = new Map<string, Reading>()
const nobodyElse = { claim: async () => new AbortController().signal, release: async () => undefined }

beforeAll(async () => {
  desk = await testDesk()
  asterisk = await startFakeAsterisk('desk', 'secret')
  await setExtensions(desk, desk.admin, { extensions: ['4000'], takeOver: false })
})

afterAll(async () => {
  for (const { stop, done } of listening.values()) {
    stop()
    await done
  }
  await asterisk.stop()
  await desk.close()
})

const settings = () => ({ address: asterisk.address, user: 'desk', password: 'secret' })

const line = (id: string, name: string, number: string, callers: string) => ({
  id,
  name,
  state: 'Up',
  caller: { name: callers, number },
  connected: { name: '', number: '' },
})
const caller = (id: string, number: string) => line(id, 'PJSIP/trunk-00000001', number, 'Alice Muster')
const dial = (id: string, number: string, dialstatus: string) => ({
  type: 'Dial',
  caller: caller(id, number),
  peer: line(`${id}-leg`, 'PJSIP/4000-0000000a', '4000', ''),
  dialstatus,
})

const states = async () =>
  Object.fromEntries((await showCalls(desk, desk.admin)).calls.map(({ from, state }) => [from, state]))

test('an Asterisk is tried step by step before it is saved', async () => {
  const right = await testTelephone(desk, desk.admin, { asterisk: settings() })
  expect(right).toMatchObject({ works: true })
  expect(right.steps.map(({ step, state }) => [step, state])).toEqual([
    ['server', 'works'],
    ['sign-in', 'works'],
    ['events', 'works'],
  ])
  const wrong = await testTelephone(desk, desk.admin, { asterisk: { ...settings(), password: 'wrong' } })
  expect(wrong.steps[1]).toMatchObject({ state: 'fails', says: 'It refuses the user or the password.' })
  expect(JSON.stringify(wrong)).not.toContain('wrong"')
})

test('its calls are heard, and a line that was cut while one rang, one was spoken on and one went on loses none', async () => {
  await addTelephone(desk, desk.admin, { name: 'Asterisk', asterisk: settings() })
  await listenToTelephones(desk, listening, nobodyElse)
  await vi.waitFor(async () => {
    const { telephones } = await showTelephones(desk, desk.admin)
    expect(telephones[0]?.health?.state).toBe('connected')
  }, 10_000)

  asterisk.tell(dial('one', '+4930111111', ''))
  asterisk.tell(dial('two', '+4930222222', 'ANSWER'))
  asterisk.tell(dial('three', '+4930333333', 'ANSWER'))
  await vi.waitFor(
    async () =>
      expect(await states()).toEqual({
        '+4930111111': 'ringing',
        '+4930222222': 'answered',
        '+4930333333': 'answered',
      }),
    10_000,
  )

  // While nobody listens, the first gives up and the second hangs up.
  asterisk.channels.push(caller('three', '+4930333333'))
  const before = asterisk.listened()
  asterisk.cut()
  await vi.waitFor(() => expect(asterisk.listened()).toBeGreaterThan(before), 10_000)
  await vi.waitFor(
    async () =>
      expect(await states()).toEqual({
        '+4930111111': 'missed',
        '+4930222222': 'ended',
        '+4930333333': 'answered',
      }),
    10_000,
  )
  // The one that went on ends later than the connection by which it was heard of.
  asterisk.tell({ type: 'ChannelDestroyed', channel: caller('three', '+4930333333') })
  await vi.waitFor(async () => expect(await states()).toMatchObject({ '+4930333333': 'ended' }), 10_000)
  const card = await showCard(desk, desk.admin, { phone: '+4930111111' })
  expect(card.front).toMatchObject({ subject: 'Missed call', person: { name: 'Alice Muster' } })
})
