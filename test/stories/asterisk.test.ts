import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { showCalls } from '#server/desk/line/show-calls.ts'
import { setExtensions } from '#server/desk/line/extensions.ts'
import { addTelephone, showTelephones } from '#server/desk/line/telephones.ts'
import { testTelephone } from '#server/desk/line/test-telephone.ts'
import { listenToTelephones } from '#server/work/listen-to-telephones.ts'
import type { Reading } from '#server/work/read-mailboxes.ts'
import { testDesk, type TestDesk } from '#test/desk.ts'
import { hasAsterisk, startAsterisk, type Asterisk } from '#test/peers/asterisk.ts'

// A real Asterisk, asked by its REST interface, with real telephones. It runs where there is one, and says so where there is
// none: no Debian release of today has a package of it.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

if (!hasAsterisk())
  process.stderr.write(
    'No Asterisk here: its own test does not run (ASTERISK_ROOT, or asterisk on the PATH).\n',
  )

describe.runIf(hasAsterisk())('a real Asterisk', () => {
  let asterisk: Asterisk
  let desk: TestDesk
  const listening = new Map<string, Reading>()
  const nobodyElse = { claim: async () => new AbortController().signal, release: async () => undefined }

  beforeAll(async () => {
    asterisk = await startAsterisk()
    desk = await testDesk(Temporal.Now.instant().toString())
    const { address, user, password } = asterisk
    await setExtensions(desk, desk.admin, { extensions: ['4000'], takeOver: false })
    await addTelephone(desk, desk.admin, { name: 'Asterisk', asterisk: { address, user, password } })
    await listenToTelephones(desk, listening, nobodyElse)
  })

  afterAll(async () => {
    for (const { stop, done } of listening.values()) {
      stop()
      await done
    }
    await asterisk.stop()
    await desk.close()
  })

  test('it is found, lets us in, and tells of its calls', async () => {
    const { address, user, password } = asterisk
    const trial = await testTelephone(desk, desk.admin, { asterisk: { address, user, password } })
    expect(trial.works).toBe(true)
    await vi.waitFor(async () => {
      const { telephones } = await showTelephones(desk, desk.admin)
      expect(telephones[0]?.health?.state).toBe('connected')
    }, 10_000)
  })

  const mine = async (from: string) =>
    (await showCalls(desk, desk.admin)).calls.find((call) => call.from === from)

  test('a call that is answered rings, is spoken on and ends', async () => {
    const states = new Set<string>()
    const calling = asterisk.call(
      { from: '+4930123456', name: 'Alice Muster', to: '4000' },
      { picksUpAfterMs: 500, lastsMs: 500 },
    )
    await vi.waitFor(
      async () => {
        const call = await mine('+4930123456')
        if (call) states.add(call.state)
        expect(call).toMatchObject({ state: 'ended', name: 'Alice Muster', extension: '4000' })
      },
      { timeout: 15_000, interval: 20 },
    )
    await calling
    expect(states).toEqual(new Set(['ringing', 'answered', 'ended']))
  })

  test('a call that nobody takes was missed', async () => {
    await asterisk.call(
      { from: '+4930123457', name: 'Bo Anders', to: '4000' },
      { picksUpAfterMs: null, lastsMs: 500 },
    )
    await vi.waitFor(async () => expect(await mine('+4930123457')).toMatchObject({ state: 'missed' }), 10_000)
  })
})
