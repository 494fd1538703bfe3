import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openCase, sendReply, writeNote } from '#contract/cases.ts'
import { audit } from '#contract/desk.ts'
import { postItem } from '#contract/items.ts'
import { ask, type Caller } from '#test/ask.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { sayRaw } from '#test/say-raw.ts'

// Whatever is thrown at a running desk over HTTP: a clear, specific problem page, and never a fault of ours.

let desk: DeskProcess
let agent: Caller

beforeAll(async () => {
  desk = await deskProcess()
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
  agent = { url: desk.url, token: await desk.token('agent') }
}, 60_000)

afterAll(async () => {
  await desk.remove()
}, 60_000)

const Problem = z.object({ title: z.string(), status: z.int(), detail: z.string().min(10) })

type Asked = { method?: string; body?: string; headers?: Record<string, string>; token?: string }

/** Asks as nobody's client does, and answers the status and the problem page. */
async function refused(path: string, { method = 'GET', body, headers, token = agent.token }: Asked = {}) {
  const response = await fetch(desk.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  const page = Problem.safeParse(
    response.headers.get('content-type')?.startsWith('application/problem+json') ? JSON.parse(text) : null,
  )
  return `${response.status} ${page.data ? `${page.data.title}: ${page.data.detail}` : text.slice(0, 200)}`
}

const post = (path: string, body: unknown) =>
  refused(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })

const item = (parts: Record<string, unknown> = {}) => ({
  channel: 'web',
  externalId: randomUUID(),
  at: '2026-11-23T09:00:00Z',
  from: { email: 'ada@customers.example' },
  subject: `Lid ${randomUUID()}`,
  body: 'It is bent.',
  ...parts,
})

async function aCase() {
  const { caseId = '' } = await ask(agent, postItem, {
    channel: 'web',
    externalId: randomUUID(),
    at: '2026-11-23T09:00:00Z',
    from: { email: `${randomUUID()}@customers.example` },
    body: 'It is bent.',
  })
  const { seq } = await ask(agent, openCase, { caseId })
  return { caseId, seq }
}

test.each([
  ['no JSON', '{"channel": "web"', '400 invalid'],
  ['nothing at all', '', '400 invalid'],
  ['a list', '[]', '400 invalid: A JSON object is expected.'],
  ['a word', '"complaint"', '400 invalid: A JSON object is expected.'],
  ['null', 'null', '400 invalid: '],
  ['a prototype', '{"__proto__": {"role": "admin"}}', '400 invalid'],
  ['a constructor with a prototype', '{"constructor": {"prototype": {"role": "admin"}}}', '400 invalid'],
  ['JSON as deep as a well', '['.repeat(100_000), '400 invalid'],
  ['an unknown channel', item({ channel: 'pigeon' }), '400 invalid: channel'],
  ['a number for words', item({ body: 5 }), '400 invalid: body'],
  ['a word for a person', item({ from: 'Ada' }), '400 invalid: from'],
  ['no name of its own', item({ externalId: '' }), '400 invalid: externalId'],
  ['no time', item({ at: 'yesterday' }), '400 invalid: at'],
  ['a day that is in no calendar', item({ at: '2026-02-30T09:00:00Z' }), '400 invalid: at'],
  ['a zone that is on no map', item({ at: '2026-02-03T09:00:00+99:99' }), '400 invalid: at'],
  ['too many words', item({ body: 'x'.repeat(1_000_001) }), '400 invalid: body'],
  ['facts that are a list', item({ facts: ['harm'] }), '400 invalid: facts'],
  ['a fact that is an object', item({ facts: { harm: { is: 'safety' } } }), '400 invalid: facts.harm'],
])('an item that is %s is refused with what is wrong in it', async (_, body, expected) => {
  expect(await post('/api/items', body)).toContain(expected)
})

test.each([
  ['a body larger than the desk takes', 'content-type: application/json\r\ncontent-length: 5000000', '413'],
  ['a length that is none', 'content-length: many', '400'],
  ['two lengths', 'content-length: 2\r\ncontent-length: 3', '400'],
  ['a length and pieces', 'content-length: 2\r\ntransfer-encoding: chunked', '400'],
  ['a header that is none', 'this is no header', '400'],
  ['a header without end', `x: ${'x'.repeat(50_000)}`, '431'],
])('a request with %s is answered as that', async (_, headers, status) => {
  const authorization = `authorization: Bearer ${agent.token}`
  const answer = await sayRaw(
    desk,
    `POST /api/items HTTP/1.1\r\nhost: desk\r\n${authorization}\r\n${headers}\r\n\r\n{}`,
  )
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
})

test.each(['complain!\r\n\r\n', '\x16\x03\x01\x02\0\x01', 'GET / HTTP/9.9\r\n\r\n', '\0'.repeat(100)])(
  'whoever does not speak HTTP (%j) is told so',
  async (words) => {
    expect(await sayRaw(desk, words)).toMatch(/^HTTP\/1.1 400 /)
  },
)

test.each([
  ['text/plain', 'hello'],
  ['application/x-www-form-urlencoded', 'channel=web'],
  ['application/xml', '<item/>'],
  ['multipart/form-data; boundary=x', '--x--'],
  ['application/json; charset=utf-16', '{}'],
  ['not a type', '{}'],
])('a body of type %s is refused', async (type, body) => {
  expect(await refused('/api/items', { method: 'POST', body, headers: { 'content-type': type } })).toContain(
    '400 invalid',
  )
})

test.each([
  ['/api/nothing', '404 not-found'],
  ['/api/cases/one', '400 invalid: caseId'],
  [`/api/cases/${randomUUID()}`, '404 not-found'],
  [`/api/cases/${randomUUID()}?before=99999999999`, '4'],
  ['/api/cases/%00', '400 invalid'],
  ['/api/cases/%ff', '400 invalid'],
  ['/api/cases?state=sleeping', '400 invalid: state'],
  ['/api/cases?state=open&state=closed', '400 invalid: state'],
  ['/api/cases?limit=0', '400 invalid: limit'],
  ['/api/cases?limit=many', '400 invalid: limit'],
  ['/api/cases?due=someday', '400 invalid: due'],
  ['/api/cases?due=2026-02-30T00:00:00Z', '400 invalid: due'],
  ['/api/cases?after=garbage', '400 invalid: after'],
  [
    `/api/cases?after=${Buffer.from(`2026-99-99T99:99:99Z ${randomUUID()}`).toString('base64url')}`,
    '400 invalid: after',
  ],
  [
    `/api/cases?after=${Buffer.from('2026-01-01T00:00:00Z ------------------------------------').toString('base64url')}`,
    '400 invalid: after',
  ],
  ['/api/items?outcome=opened', '400 invalid: outcome'],
  ['/api/items?outcome=set-aside&after=2026-99-99T99:99:99Z', '400 invalid: after'],
  [`/api/cases?q=${'x'.repeat(201)}`, '400 invalid: q'],
  [`/api/cases?q=${'x'.repeat(100_000)}`, '431'],
  ['/api/live?since=-1', '400 invalid: since'],
  ['/api/live?since=now', '400 invalid: since'],
  [`/api/messages/${randomUUID()}/files/1`, '404 not-found'],
  [`/api/messages/${randomUUID()}/files/..%2f..%2fetc%2fpasswd`, '400 invalid: part'],
  ['/api/messages/..%2f..%2fetc/files/0', '400 invalid: messageId'],
  [`/api/items/${randomUUID()}/original`, '404 not-found'],
  ['/api/items/..%2f..%2f..%2fmaster.key/original', '400 invalid: itemId'],
])('asked for %s the desk says %s', async (path, expected) => {
  expect(await refused(path)).toContain(expected)
})

test.each(['%00', '%ed%a0%80', '%27%3b--', '%25', '%5c', '(', '"', '%26%20%7c%20!', ':*'])(
  'words to search for, owners and rungs may be anything: %s finds nothing',
  async (words) => {
    for (const name of ['q', 'owner', 'rung']) {
      const answer = await refused(`/api/cases?${name}=${words}`)
      expect(answer).toMatch(/^(?:200 \{"cases":\[\],"next":null\}|400 invalid: )/)
    }
  },
)

test.each(['PUT', 'PATCH', 'DELETE'])('%s is not how anything is asked', async (method) => {
  expect(await refused('/api/items', { method })).toContain('404 not-found')
})

test('null bytes and halves of letters in an item cost it nothing else', async () => {
  const given = {
    channel: 'chat' as const,
    externalId: `a\0b\ud800${randomUUID()}`,
    at: '2026-11-23T09:00:00Z',
    subject: 'Lid\0 \udfff',
    body: 'It is\0 bent \ud83d.',
    from: { email: `n\0${randomUUID()}@customers.example`, name: 'Ada\0 \ud800' },
  }
  const first = await ask(agent, postItem, given)
  expect(first.outcome).toBe('opened')
  expect(await ask(agent, postItem, given)).toEqual(first)
  const { messages } = await ask(agent, openCase, { caseId: first.caseId ?? '' })
  expect(messages[0]?.body).toBe('It is\ufffd bent \ufffd.')
})

test.each([
  ['far in the past', '0001-01-01T00:00:00Z'],
  ['before there were years', '0000-01-01T00:00:00Z'],
  ['far in the future', '9999-12-31T23:59:59.999999999Z'],
  ['finer than the desk counts', '2026-11-23T09:00:00.123456789+14:00'],
])('an item from a time %s is received', async (_, at) => {
  const { caseId = '' } = await ask(agent, postItem, {
    channel: 'web',
    externalId: randomUUID(),
    at,
    from: { email: `${randomUUID()}@customers.example` },
    body: 'It is bent.',
  })
  const { owner, nextDueAt } = await ask(agent, openCase, { caseId })
  expect(owner.id).toBe('administrator')
  expect(nextDueAt).not.toBeNull()
})

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
    expect(await post('/api/items', item({ facts: { topic: text } }))).toMatch(/^(?:400 invalid|200)/)
    expect(await post('/api/items', item({ facts: { [text]: 'other' } }))).toMatch(/^(?:400 invalid|200)/)
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
  expect(await post('/api/items', item({ facts }))).toMatch(/^(?:400 invalid|200)/)
})

test.each([
  ['replies', { body: 'Well.', visibility: 'private' }],
  ['notes', { body: 'Well.' }],
  ['escalations', { reason: 'Help.' }],
  ['promises', { what: 'I call you.', dueAt: '2030-01-01T00:00:00Z' }],
  ['assignments', { owner: 'administrator' }],
  ['resolutions', { decision: 'upheld', settledBy: 'desk', reason: 'Well.' }],
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
  expect(desk.said.filter((line) => line.includes('fault'))).toEqual([])
})
