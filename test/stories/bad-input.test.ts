import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { listCases, openCase } from '#contract/cases.ts'
import { audit } from '#contract/desk.ts'
import { postItem } from '#contract/items.ts'
import { answerTo } from '#test/answer-to.ts'
import { ask } from '#test/ask.ts'
import { sayRaw } from '#test/say-raw.ts'
import { deskToAsk, rawItem } from './desk-to-ask.ts'

// Whatever is thrown at a running desk over HTTP: a clear, specific problem page, and never a fault of ours.

const { agent, post, said } = deskToAsk()

test.each([
  ['no JSON', '{"channel": "web"', '400 invalid'],
  ['nothing at all', '', '400 invalid'],
  ['a list', '[]', '400 invalid: A JSON object is expected.'],
  ['a word', '"complaint"', '400 invalid: A JSON object is expected.'],
  ['null', 'null', '400 invalid: '],
  ['a prototype', '{"__proto__": {"role": "admin"}}', '400 invalid'],
  ['a constructor with a prototype', '{"constructor": {"prototype": {"role": "admin"}}}', '400 invalid'],
  ['JSON as deep as a well', '['.repeat(100_000), '400 invalid'],
  ['an unknown channel', rawItem({ channel: 'pigeon' }), '400 invalid: channel'],
  ['a number for words', rawItem({ body: 5 }), '400 invalid: body'],
  ['a word for a person', rawItem({ from: 'Ada' }), '400 invalid: from'],
  ['no name of its own', rawItem({ externalId: '' }), '400 invalid: externalId'],
  ['no time', rawItem({ at: 'yesterday' }), '400 invalid: at'],
  ['a day that is in no calendar', rawItem({ at: '2026-02-30T09:00:00Z' }), '400 invalid: at'],
  ['a zone that is on no map', rawItem({ at: '2026-02-03T09:00:00+99:99' }), '400 invalid: at'],
  ['too many words', rawItem({ body: 'x'.repeat(1_000_001) }), '400 invalid: body'],
  ['facts that are a list', rawItem({ facts: ['harm'] }), '400 invalid: facts'],
  ['a fact that is an object', rawItem({ facts: { harm: { is: 'safety' } } }), '400 invalid: facts.harm'],
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
    agent,
    `POST /api/items HTTP/1.1\r\nhost: desk\r\n${authorization}\r\n${headers}\r\n\r\n{}`,
  )
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
})

test.each(['complain!\r\n\r\n', '\x16\x03\x01\x02\0\x01', 'GET / HTTP/9.9\r\n\r\n', '\0'.repeat(100)])(
  'whoever does not speak HTTP (%j) is told so',
  async (words) => {
    expect(await sayRaw(agent, words)).toMatch(/^HTTP\/1.1 400 /)
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
  expect(
    await answerTo(agent, '/api/items', { method: 'POST', body, headers: { 'content-type': type } }),
  ).toContain('400 invalid')
})

test.each([
  ['/api/nothing', '404 not-found'],
  ['/api/cases/one', '400 invalid: caseId'],
  [`/api/cases/${randomUUID()}`, '404 not-found'],
  [`/api/cases/${randomUUID()}/earlier?before=99999999999`, '400 invalid'],
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
  expect(await answerTo(agent, path)).toContain(expected)
})

test.each(['%00', '%ed%a0%80', '%27%3b--', '%25', '%5c', '(', '"', '%26%20%7c%20!', ':*'])(
  'words to search for, owners and rungs may be anything: %s finds nothing',
  async (words) => {
    for (const name of ['q', 'owner', 'rung']) {
      const answer = await answerTo(agent, `/api/cases?${name}=${words}`)
      expect(answer).toMatch(/^(?:200 \{"cases":\[\],"next":null,"more":false\}|400 invalid: )/)
    }
  },
)

test.each(['PUT', 'PATCH', 'DELETE'])('%s is not how anything is asked', async (method) => {
  expect(await answerTo(agent, '/api/items', { method })).toContain('404 not-found')
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

test.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
  'an item from %s comes from no calendar of ours',
  async (at) => {
    expect(await post('/api/items', rawItem({ at }))).toContain('400 invalid: at')
  },
)

test.each(['1900-01-01T00:00:00Z', '2199-12-31T23:59:59Z', '2026-11-23T09:00:00.123456789+14:00'])(
  'an item from %s has an owner and a date like any other, and a list goes past it',
  async (at) => {
    const from = { email: `${randomUUID()}@customers.example` }
    const given = { channel: 'web' as const, externalId: randomUUID(), at, from, body: 'It is bent.' }
    const { caseId = '' } = await ask(agent, postItem, given)
    const { owner, nextDueAt } = await ask(agent, openCase, { caseId })
    expect(owner.id).toBe('administrator')
    expect(nextDueAt).not.toBeNull()
    let pages = 0
    for (let after: string | null = ''; after !== null && pages < 500; pages += 1) {
      const page: z.output<typeof listCases.output> = await ask(agent, listCases, {
        limit: 1,
        ...(after && { after }),
      })
      after = page.next
    }
    expect(pages).toBeLessThan(500)
  },
)

test('after all this the desk is whole, and has not once complained of itself', async () => {
  const found = await ask(agent, audit, {})
  expect(found.items).toBe(found.opened + found.joined + found.setAside + found.quarantined)
  expect(found).toMatchObject({ waiting: 0, ownerless: 0, clockless: 0, chainBroken: 0 })
  expect(said().filter((line) => line.includes('fault'))).toEqual([])
})
