import { describe, expect, test } from 'vitest'
import { setPanel } from '#contract/telephones.ts'
import type { CallState } from '#domain/call/call.ts'
import { accountsOf } from '#server/store/people.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { endCallsBut, endForgottenCalls, forgetOldCallers } from './end-calls.ts'
import { erasePerson } from '../people/erase-person.ts'
import { setExtensions, showExtensions } from './extensions.ts'
import { noteOnCall } from './note-on-call.ts'
import { endCall, popCall } from './pop-call.ts'
import { shareAccount } from '../people/share-account.ts'
import { showCalls } from './show-calls.ts'
import { showCard } from '../people/show-card.ts'
import { showLookups } from '../people/show-lookups.ts'
import { takeCall } from './take-call.ts'
import { addTelephone } from './telephones.ts'

const ada = '+4930123456'

/** A house with a telephone system, and Mara at extension 4000. */
async function aHouse() {
  const desk = await aDesk()
  const mara = await desk.colleague('mara')
  const { telephone } = await addTelephone(desk, desk.admin, { name: 'Reception' })
  await setExtensions(desk, mara, { extensions: ['4000'], takeOver: false })
  const tell = (state: CallState, more: Partial<Parameters<typeof takeCall>[3]> = {}) =>
    takeCall(desk, desk.org, telephone.id, {
      id: 'call-1',
      from: ada,
      name: 'ADA BERG',
      to: '4000',
      state,
      at: desk.now(),
      ...more,
    })
  return { desk, mara, telephone: telephone.id, tell }
}

const callsAt = (desk: TestDesk) => desk.take({ channel: 'phone', from: { name: 'Ada Berg', phone: ada } })

test('a call that rings is the colleague’s whose extension it is, with whose number it is', async () => {
  const { desk, mara, tell } = await aHouse()
  await callsAt(desk)

  await tell('ringing')

  expect((await showCalls(desk, mara)).calls).toMatchObject([
    { state: 'ringing', from: ada, name: 'ADA BERG', person: { name: 'Ada Berg' }, extension: '4000' },
  ])
  expect((await showCalls(desk, desk.admin)).calls).toEqual([])
})

test('what is told twice, and in no order, is one call', async () => {
  const { desk, mara, tell } = await aHouse()

  for (const state of ['answered', 'ringing', 'ringing', 'answered', 'ended', 'answered', 'ended'] as const)
    await tell(state)

  expect((await showCalls(desk, mara)).calls).toMatchObject([{ state: 'ended' }])
})

describe('a call that nobody took', () => {
  test('opens a case to call back, with an owner and a date', async () => {
    const { desk, tell } = await aHouse()
    await tell('ringing')
    desk.wait('PT14S')
    await tell('missed', { from: null, name: null })
    await tell('missed')

    const card = await showCard(desk, desk.admin, { phone: ada })

    expect(card.cases).toHaveLength(1)
    expect(card.front).toMatchObject({
      subject: 'Missed call',
      channel: 'phone',
      person: { name: 'ADA BERG' },
      owner: { id: 'administrator' },
      turn: 'ours',
    })
    expect(card.front).toMatchObject({ failures: 0, nextDueAt: expect.any(String) })
    const { messages } = await desk.see(card.front?.id ?? '')
    expect(messages.map(({ body }) => body)).toEqual([
      'A call at 4000 that nobody took. It rang for 14 seconds.',
    ])
  })

  test('joins the open case of whoever called, and is no failed contact by itself: nobody spoke', async () => {
    const { desk, tell } = await aHouse()
    const { caseId } = await callsAt(desk)

    await tell('ringing')
    await tell('missed')

    expect(await desk.see(caseId)).toMatchObject({ contacts: 2, failures: 1 })
  })

  test('is looked at by somebody where the number was withheld', async () => {
    const { desk, tell } = await aHouse()
    await tell('ringing', { from: 'anonymous', name: null })
    await tell('missed', { from: null, name: null })

    const items = await desk.db.withOrg(desk.org, async (tx) => {
      const { sql } = await import('#server/store/statement.ts')
      return tx.rows(sql`select outcome, owner from items where org_id = $1`, [tx.org])
    })
    expect(items).toEqual([{ outcome: 'quarantined', owner: 'administrator' }])
  })

  test('is none where a colleague took it at another extension', async () => {
    const { desk, tell } = await aHouse()
    await tell('ringing')
    await tell('ringing', { to: '4001' })
    await tell('answered', { to: '4001' })
    await tell('missed')
    await tell('ended', { to: '4001' })

    expect((await showCard(desk, desk.admin, { phone: ada })).cases).toEqual([])
  })

  test('is found when its telephone system says no more of it', async () => {
    const { desk, tell } = await aHouse()
    await tell('ringing')
    desk.wait('PT6M')

    expect(await endForgottenCalls(desk)).toBeGreaterThan(0)
    expect((await showCard(desk, desk.admin, { phone: ada })).cases).toHaveLength(1)
  })

  test('is found when the line to its telephone system was cut while it rang', async () => {
    const { desk, mara, telephone, tell } = await aHouse()
    await tell('ringing')
    await tell('ringing', { id: 'call-2', from: '+4930999999' })

    await endCallsBut(desk, desk.org, telephone, new Set(['call-2']))

    const { calls } = await showCalls(desk, mara)
    expect(Object.fromEntries(calls.map(({ from, state }) => [from, state]))).toEqual({
      [ada]: 'missed',
      '+4930999999': 'ringing',
    })
  })
})

describe('what is said on a call', () => {
  test('is the contact at first, and then notes of the same case', async () => {
    const { desk, mara, tell } = await aHouse()
    const { callId } = await tell('ringing')
    await tell('answered')

    const first = await noteOnCall(desk, mara, {
      callId,
      body: 'The drum bearing is broken again.',
      key: 'first',
    })
    desk.wait('PT1M')
    const second = await noteOnCall(desk, mara, { callId, body: 'She wants a new machine.', key: 'second' })
    const again = await noteOnCall(desk, mara, { callId, body: 'She wants a new machine.', key: 'second' })

    expect(second.caseId).toBe(first.caseId)
    expect(again).toEqual(second)
    const kase = await desk.see(first.caseId)
    expect(kase.messages.map(({ direction, channel, body }) => [direction, channel, body])).toEqual([
      ['in', 'phone', 'The drum bearing is broken again.'],
      ['note', 'phone', 'She wants a new machine.'],
    ])
    expect(kase).toMatchObject({ contacts: 1, failures: 1, channel: 'phone' })
  })

  test('joins the case that is chosen, and no colleague writes on another’s call', async () => {
    const { desk, mara, tell } = await aHouse()
    const ben = await desk.colleague('ben')
    const { caseId } = await callsAt(desk)
    const { callId } = await tell('answered')

    await expect(noteOnCall(desk, ben, { callId, body: 'Nothing.', key: 'x' })).rejects.toThrow(
      'There is no such call.',
    )
    const noted = await noteOnCall(desk, mara, { callId, body: 'Third time.', joins: caseId, key: 'y' })

    expect(noted.caseId).toBe(caseId)
    expect((await showCard(desk, mara, { call: callId })).front?.id).toBe(caseId)
  })
})

describe('the card', () => {
  test('says who calls, what failed, what is owed, and who comes next', async () => {
    const { desk, mara, tell } = await aHouse()
    const { caseId } = await callsAt(desk)
    await callsAt(desk)
    const { callId } = await tell('ringing')

    const card = await showCard(desk, mara, { call: callId })

    expect(card).toMatchObject({ number: ada, person: { name: 'Ada Berg' }, sure: 'known', others: [] })
    expect(card.why).toMatchObject([{ evidence: 'account', strength: 'strong' }])
    expect(card.cases.map(({ id }) => id)).toContain(caseId)
    expect(card.front).toMatchObject({
      failures: 2,
      owed: { remedy: 'apology', upTo: 0, currency: 'EUR' },
      next: { rung: { name: 'Customer relations' }, person: { id: 'administrator' } },
    })
    expect(card.front?.failureChain.map(({ channel }) => channel)).toEqual(['phone', 'phone'])
  })

  test('of a number that nobody knows is empty, and of a withheld one too', async () => {
    const { desk, mara } = await aHouse()

    expect(await showCard(desk, mara, { phone: '+44 20 7946 0000' })).toMatchObject({
      sure: 'nobody',
      person: null,
      front: null,
    })
    expect(await showCard(desk, mara, { phone: 'anonymous' })).toMatchObject({
      sure: 'withheld',
      number: null,
    })
  })
})

test('a number that stands below a letter of theirs tells who calls, and how sure that is', async () => {
  const { desk, mara } = await aHouse()
  await desk.take({
    from: { name: 'Grace Hopper', email: 'grace@example.org' },
    body: 'It floods.\n\n-- \nGrace Hopper\n+49 30 901820',
  })

  expect(await showCard(desk, mara, { phone: '+49 30 901820' })).toMatchObject({
    person: { name: 'Grace Hopper' },
    sure: 'likely',
    why: [{ evidence: 'number-in-signature', strength: 'medium', source: { kind: 'message' } }],
  })
})

describe('what other teams have to do with somebody', () => {
  test('is not told by the card: neither by a case of theirs nor by the number', async () => {
    const { desk, mara } = await aHouse()
    const { caseId } = await callsAt(desk)
    await desk.db.withOrg(desk.org, async (tx) =>
      tx.write({ name: 'x-team', text: "update cases set team = 'secret', owner = 'ann' where id = $1" }, [
        caseId,
      ]),
    )
    const stranger = { ...mara, sees: ['lines'] }

    for (const asked of [{ case: caseId }, { phone: ada }, { phone: '123456' }])
      expect(await showCard(desk, stranger, asked)).toMatchObject({
        person: null,
        others: [],
        cases: [],
        front: null,
      })
    expect(await showCard(desk, stranger, { phone: '30123456' })).not.toMatchObject({ number: ada })
    expect(await showCard(desk, { ...mara, sees: ['secret'] }, { phone: ada })).toMatchObject({
      person: { name: 'Ada Berg' },
      front: { id: caseId },
    })
  })
})

test('who is looked up by a number is written down each time, and who is on the line once', async () => {
  const { desk, mara, tell } = await aHouse()
  await callsAt(desk)
  const { callId } = await tell('ringing')

  const card = await showCard(desk, mara, { call: callId })
  await showCard(desk, mara, { call: callId })
  await showCard(desk, mara, { phone: ada })
  await tell('ended')
  await popCall(desk, mara, { phone: ada })

  const { lookups } = await showLookups(desk, desk.admin, {})
  const told = { by: { id: 'mara' }, persons: [{ id: card.person?.id }] }
  expect(lookups).toMatchObject([told, told, told])
  expect(lookups.map(({ readAs }) => readAs).toSorted()).toEqual(['call', 'number', 'number'])
})

test('a telephone system whose clock has stopped puts no call longer ago than a day', async () => {
  const { desk, mara, tell } = await aHouse()
  await tell('ringing', { at: Temporal.Instant.from('1970-01-01T00:00:00Z') })
  const [call] = (await showCalls(desk, mara)).calls
  expect(call?.rangAt).toBe(desk.now().subtract({ hours: 24 }).toString())
})

test('a number that several share is nobody’s', async () => {
  const { desk, mara, tell } = await aHouse()
  const { caseId } = await callsAt(desk)
  const { person } = await desk.see(caseId)
  const [account] = await desk.db.withOrg(desk.org, (tx) => accountsOf(tx, person?.id ?? ''))
  await shareAccount(desk, mara, { accountId: account?.id ?? '', sharing: 'office', key: 'share' })

  await tell('ringing')
  expect((await showCalls(desk, mara)).calls).toMatchObject([{ from: ada, person: null }])
  await tell('missed')
  expect(await desk.see(caseId)).toMatchObject({ contacts: 1 })
})

test('a name that came without a number is kept as long as the call lasts', async () => {
  const { desk, mara, tell } = await aHouse()
  await tell('ringing', { from: 'anonymous' })
  expect((await showCalls(desk, mara)).calls).toMatchObject([{ name: 'ADA BERG' }])
  await tell('answered', { from: null, name: null })
  await tell('ended', { from: null })
  expect((await showCalls(desk, mara)).calls).toMatchObject([{ from: null, name: null }])
})

const isTaken = (origin: string) => setPanel.input.safeParse({ origins: [origin] }).success

test('the call screen stands in the frames of hosts that are named, and of no others', () => {
  for (const origin of ['https://crm.example', 'http://localhost:3000', 'https://[::1]:8443'])
    expect(isTaken(origin)).toBe(true)
  for (const origin of ['https://*', 'https://*.example', 'https://a;sandbox', 'https://a,b'])
    expect(isTaken(origin)).toBe(false)
})

test('an extension is one colleague’s, and is taken over only knowingly', async () => {
  const { desk, mara } = await aHouse()
  const ben = await desk.colleague('ben')

  await expect(setExtensions(desk, ben, { extensions: ['4000'], takeOver: false })).rejects.toThrow(
    '4000 is mara’s extension.',
  )
  await setExtensions(desk, ben, { extensions: ['4000', '4001'], takeOver: true })

  expect((await showExtensions(desk, ben)).extensions).toEqual(['4000', '4001'])
  expect((await showExtensions(desk, mara)).extensions).toEqual([])
})

test('a page that a telephone system opens with a number is that call, and ends when its colleague says so', async () => {
  const { desk, mara, tell } = await aHouse()
  const popped = await popCall(desk, mara, { phone: '+49 30 55555' })
  expect(await popCall(desk, mara, { phone: '0049 30 55555' })).toEqual(popped)
  await endCall(desk, mara, popped)

  const { callId } = await tell('ringing')
  expect(await popCall(desk, mara, { phone: ada })).toEqual({ callId })
  await expect(endCall(desk, mara, { callId })).rejects.toThrow('Hang up there.')
})

test('who called is forgotten a week later, and with the person', async () => {
  const { desk, mara, tell } = await aHouse()
  await callsAt(desk)
  await tell('answered')
  await tell('ended')
  const { calls } = await showCalls(desk, mara)
  await erasePerson(desk, desk.admin, { personId: calls[0]?.person?.id ?? '', key: 'erase' })
  expect((await showCalls(desk, mara)).calls).toMatchObject([{ from: null, name: null }])

  await tell('ended', { id: 'call-9', from: '+4930777' })
  desk.wait('PT192H')
  await forgetOldCallers(desk, desk.org)
  const kept = await desk.db.withOrg(desk.org, async (tx) => {
    const { sql } = await import('#server/store/statement.ts')
    return tx.rows(sql`select 1 from calls where org_id = $1 and caller is not null`, [tx.org])
  })
  expect(kept).toEqual([])
})
