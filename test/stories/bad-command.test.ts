import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openCase, sendReply, writeNote } from '#contract/cases.ts'
import { audit } from '#contract/desk.ts'
import { ask } from '#test/ask.ts'
import { aNo } from '#test/settle-case.ts'
import { deskToAsk, rawItem } from './desk-to-ask.ts'

// Commands that make no sense, come too late or come twice: refused in a sentence, and nothing is half done.

const { agent, post, aCase, said } = deskToAsk()

test.each(['\0', '\ud800', 'x'.repeat(201)])(
  'a fact of the value %j neither breaks a case nor is passed over',
  async (text) => {
    const { caseId, seq } = await aCase()
    expect(
      await post(`/api/cases/${caseId}/facts`, { facts: { topic: text }, seq, key: randomUUID() }),
    ).toContain('400 invalid')
    expect(
      await post(`/api/cases/${caseId}/facts`, { facts: { [text]: 'other' }, seq, key: randomUUID() }),
    ).toContain('400 invalid')
    expect(await post('/api/items', rawItem({ facts: { topic: text } }))).toMatch(/^(?:400 invalid|200)/)
    expect(await post('/api/items', rawItem({ facts: { [text]: 'other' } }))).toMatch(/^(?:400 invalid|200)/)
    expect(await post('/api/policy/decide', { facts: { topic: text } })).toMatch(/^(?:400 invalid|200)/)
  },
)

test.each([
  [{ loss: -1 }],
  [{ loss: 1e308 }],
  [{ loss: 0.001 }],
  [{ loss: '5' }],
  [{ harm: 'nuclear' }],
  [{ failures: 0 }],
  [{ unheard: true }],
  [{ __proto__: null, toString: 'x' }],
  [{ constructor: true }],
])('facts that the policy does not know, or that nobody enters, are refused: %j', async (facts) => {
  const { caseId, seq } = await aCase()
  expect(await post(`/api/cases/${caseId}/facts`, { facts, seq, key: randomUUID() })).toContain('400 invalid')
  expect(await post('/api/policy/decide', { facts })).toMatch(/^(?:400 invalid|200)/)
  expect(await post('/api/items', rawItem({ facts }))).toMatch(/^(?:400 invalid|200)/)
})

test.each([
  ['replies', { body: 'Well.', visibility: 'private' }],
  ['notes', { body: 'Well.' }],
  ['escalations', { reason: 'Help.' }],
  ['promises', { what: 'I call you.', dueAt: '2030-01-01T00:00:00Z' }],
  ['assignments', { owner: 'administrator' }],
  ['resolutions', { decision: 'upheld', restsOn: 'word', reason: 'Well.' }],
  ['deeds', { what: 'A new seal.' }],
  ['words', { says: 'settled', way: 'message' }],
  ['attempts', { account: randomUUID(), triedAt: '2026-01-01T00:00:00Z', what: 'It rang out.' }],
  ['refusals', { ...aNo }],
  ['verifications', { what: 'The books.' }],
  ['set-aside', { because: 'spam' }],
])(
  '%s are refused with a stale, an impossible or a missing seq, and with a key that is none',
  async (verb, body) => {
    const { caseId, seq } = await aCase()
    const path = `/api/cases/${caseId}/${verb}`
    await ask(agent, writeNote, { caseId, body: 'Meanwhile.', seq, key: randomUUID() })
    const stale = await post(path, { ...body, seq, key: randomUUID() })
    expect(stale).toContain('409 conflict: The case has changed')
    expect(await post(path, { ...body, seq: seq + 99, key: randomUUID() })).toContain('400 invalid')
    expect(await post(path, { ...body, seq: -1, key: randomUUID() })).toContain('400 invalid: seq')
    expect(await post(path, { ...body, seq: 2 ** 60, key: randomUUID() })).toContain('400 invalid: seq')
    expect(await post(path, { ...body, key: randomUUID() })).toContain('400 invalid: seq')
    expect(await post(path, { ...body, seq: seq + 1 })).toContain('400 invalid: key')
    expect(await post(path, { ...body, seq: seq + 1, key: '' })).toContain('400 invalid: key')
    expect(await post(path, { ...body, seq: seq + 1, key: '\0' })).toContain('400 invalid: key')
    expect(await post(path, { ...body, seq: seq + 1, key: '\ud800' })).toContain('400 invalid: key')
  },
)

test('the same key asked twice, or twice at once, is done once; for another command it is refused', async () => {
  const { caseId, seq } = await aCase()
  const key = randomUUID()
  const reply = { caseId, body: 'We come.', visibility: 'private' as const, seq, key }
  const [first, second] = await Promise.all([ask(agent, sendReply, reply), ask(agent, sendReply, reply)])
  expect(second).toEqual(first)
  const { messages } = await ask(agent, openCase, { caseId })
  expect(messages).toHaveLength(2)
  expect(await post(`/api/cases/${caseId}/replies`, { ...reply, body: 'We do not.' })).toContain(
    '409 conflict: This key was used',
  )
  expect(await post(`/api/cases/${caseId}/notes`, { body: 'We come.', seq, key })).toContain(
    '409 conflict: This key was used',
  )
})

test.each([
  ['null byte', 'Well\0.'],
  ['half a letter', 'Well \ud800.'],
  ['nothing but space', ' \n\t '],
  ['too much', 'x'.repeat(50_001)],
])('a reply with %s is refused', async (_, body) => {
  const { caseId, seq } = await aCase()
  expect(
    await post(`/api/cases/${caseId}/replies`, { body, visibility: 'private', seq, key: randomUUID() }),
  ).toContain('400 invalid: body')
})

test.each([
  ['accept', {}],
  ['decline', { reason: 'No.' }],
  ['return', { reason: 'No.' }],
])('there is no escalation to %s by a name that is none', async (verb, body) => {
  const { caseId } = await aCase()
  for (const id of ['x', `${caseId}.9`, `${randomUUID()}.1`, '%00', `${caseId}.1%00`, '..', '.'])
    expect(await post(`/api/escalations/${id}/${verb}`, body)).toMatch(
      /^(?:404 not-found|400 invalid|409 conflict)/,
    )
})

test('promises, assignments and merges name what is there', async () => {
  const { caseId, seq } = await aCase()
  const on = (verb: string, body: object) =>
    post(`/api/cases/${caseId}/${verb}`, { ...body, seq, key: randomUUID() })
  expect(await on('promises', { what: 'I call.', dueAt: '2020-01-01T00:00:00Z' })).toContain('400 invalid')
  expect(await on('promises', { what: 'I call.', dueAt: '9999-12-31T23:59:59Z' })).toContain('400 invalid')
  expect(await on('promises', { what: 'I call.', by: 'nobody\0', dueAt: '2027-01-01T00:00:00Z' })).toMatch(
    /^40[04] /,
  )
  expect(await on('assignments', { owner: 'nobody' })).toMatch(/^40[04] /)
  expect(await on('assignments', { owner: '\0' })).toMatch(/^40[04] /)
  expect(await on('escalations', { rung: '\0', reason: 'Help.' })).toMatch(/^40[04] /)
  expect(await on('escalations', { to: '\ud800', reason: 'Help.' })).toMatch(/^40[04] /)
  expect(await on('merges', { takes: caseId })).toMatch(/^4\d\d /)
  expect(await on('merges', { takes: randomUUID() })).toContain('404 not-found')
  expect(await on('merges/undo', { gives: randomUUID() })).toMatch(/^4\d\d /)
  expect(await on('splits', { items: [] })).toContain('400 invalid: items')
  expect(await on('splits', { items: [randomUUID()] })).toMatch(/^4\d\d /)
  expect(await on('failures/withdraw', { about: '\0' })).toMatch(/^4\d\d /)
  expect(await post('/api/promises/%00/keep', { key: randomUUID() })).toMatch(/^4\d\d /)
  expect(await post(`/api/promises/${caseId}.77/keep`, { key: randomUUID() })).toMatch(/^4\d\d /)
  expect(await post(`/api/replies/${randomUUID()}/repeat`, { key: randomUUID() })).toContain('404 not-found')
  expect(await post(`/api/links/${randomUUID()}/confirm`, {})).toContain('404 not-found')
})

test('after all this the desk is whole, and has not once complained of itself', async () => {
  const found = await ask(agent, audit, {})
  expect(found.items).toBe(found.opened + found.joined + found.setAside + found.quarantined)
  expect(found).toMatchObject({ waiting: 0, ownerless: 0, clockless: 0, chainBroken: 0 })
  expect(said().filter((line) => line.includes('fault'))).toEqual([])
})
