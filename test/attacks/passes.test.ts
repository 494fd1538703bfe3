import { beforeAll, expect, test } from 'vitest'
import { makePass, type PassParts } from '#server/desk/sign-in/passes.ts'
import { makeToken } from '#server/desk/colleagues/tokens.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { answering, expectAnswers } from './attacked-desk.ts'

// Passes that are forged, stolen, used up, too old, or another's.

let desk: TestDesk
let at: Awaited<ReturnType<typeof answering>>

beforeAll(async () => {
  desk = await aDesk()
  at = await answering(desk)
  await desk.colleague('ada', 'agent')
}, 60_000)

const session = (parts: Partial<PassParts> = {}) => {
  const plain = { kind: 'session', member: 'ada', role: 'agent', openedBy: 'password', client: null } as const
  return makePass(desk, desk.org, { ...plain, ...parts })
}

const me = (headers: Record<string, string>) => fetch(`${at.url}/api/me`, { headers })
const byCookie = (pass: string) => me({ cookie: `evenhand=${pass}` })
const byToken = (pass: string) => me({ authorization: `Bearer ${pass}` })

const post = (path: string, body: object, headers: Record<string, string> = {}, api = '/api') =>
  fetch(`${at.url}${api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** The same text with one letter changed, at each of some places. */
const forgeries = (pass: string) =>
  [3, 10, 34, 36, 50, 70, pass.length - 1].map((place) => {
    const letter = pass[place] === 'a' ? 'b' : 'a'
    return pass.slice(0, place) + letter + pass.slice(place + 1)
  })

test('no forgery of a good pass is one, wherever a letter is changed', async () => {
  const good = await session()
  expect((await byCookie(good)).status).toBe(200)
  for (const forged of forgeries(good))
    expect([forged, (await byCookie(forged)).status]).toEqual([forged, 401])
})

test('a session is no token, a token is no session, and a link is neither', async () => {
  const { token } = await makeToken(desk, desk.org, { name: 'Program', role: 'agent' })
  const link = await makePass(desk, desk.org, { kind: 'link', member: 'ada', role: 'agent' })
  const cookie = await session()
  const statuses = await Promise.all([byToken(cookie), byCookie(token), byToken(link), byCookie(link)])
  expect(statuses.map(({ status }) => status)).toEqual([401, 401, 401, 401])
})

test('of a hundred who use one link at once one comes in, and nobody by it later', async () => {
  const link = await makePass(desk, desk.org, { kind: 'link', member: 'ada', role: 'agent' })
  const came = await Promise.all(Array.from({ length: 30 }, () => post('/sessions', { link })))
  expect(came.filter(({ status }) => status === 200)).toHaveLength(1)
  expect((await post('/sessions', { link })).status).toBe(401)
})

test('a session that was signed out of, one that rested too long and one that is too old open nothing', async () => {
  const left = await session()
  await fetch(`${at.url}/api/sessions`, { method: 'DELETE', headers: { cookie: `evenhand=${left}` } })
  expect((await byCookie(left)).status).toBe(401)

  const rested = await session()
  desk.wait('PT12H1S')
  expect((await byCookie(rested)).status).toBe(401)

  const used = await session()
  for (let hours = 0; hours < 7 * 24; hours += 8) {
    expect((await byCookie(used)).status).toBe(200)
    desk.wait('PT8H')
  }
  desk.wait('PT1S')
  expect((await byCookie(used)).status).toBe(401)
})

test('signing in gives a new session, whatever session was there before', async () => {
  const planted = await session()
  const link = await makePass(desk, desk.org, { kind: 'link', member: 'ada', role: 'agent' })
  const response = await post('/sessions', { link }, { cookie: `evenhand=${planted}` })
  expect(response.headers.get('set-cookie')).not.toContain(planted)
  expect((await byCookie(planted)).status).toBe(401)
})

test('under TLS the session is a cookie of this host alone, and one that another host has planted is none', async () => {
  const https = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.1' }
  const link = await makePass(desk, desk.org, { kind: 'link', member: 'ada', role: 'agent' })
  const response = await post('/sessions', { link }, https)
  const cookie = response.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^__Host-evenhand=eh_/)
  for (const said of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(said)
  expect(cookie).not.toContain('Domain')
  expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')

  const pass = /=([^;]+)/.exec(cookie)?.[1] ?? ''
  expect((await me({ cookie: `__Host-evenhand=${pass}`, ...https })).status).toBe(200)
  expect((await me({ cookie: `evenhand=${pass}`, ...https })).status).toBe(401)
})

test.each([
  ['a page of another site', { origin: 'https://evil.example' }],
  ['a frame of another site', { 'sec-fetch-site': 'cross-site' }],
  ['a host beside ours', { 'sec-fetch-site': 'same-site' }],
  ['a page without an origin', { origin: 'null' }],
])('nothing is changed, and nobody signed in, by %s', async (_, headers) => {
  const cookie = `evenhand=${await session()}`
  const link = await makePass(desk, desk.org, { kind: 'link', member: 'ada', role: 'agent' })
  expect((await post('/me/sessions/end-others', {}, { cookie, ...headers })).status).toBe(403)
  expect((await post('/sessions', { link }, headers)).status).toBe(403)
  const otherwise = await post('/me/sessions/end-others', {}, { cookie, ...headers }, '/%61pi')
  expect(otherwise.status).toBe(403)
  expect((await post('/sessions', { link })).status).toBe(200)
})

test('a form of another site, which can send text but no JSON, changes nothing', async () => {
  const cookie = `evenhand=${await session()}`
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b']) {
    const response = await post('/me/sessions/end-others', {}, { cookie, 'content-type': type })
    expect([type, response.status]).toEqual([type, 400])
  }
})

test('what the desk tells somebody is kept by no browser and no proxy, and is of the type that it says', async () => {
  const cookie = `evenhand=${await session()}`
  const { headers } = await me({ cookie })
  expect(headers.get('cache-control')).toBe('no-store')
  const otherwise = await fetch(`${at.url}/%61pi/me`, { headers: { cookie } })
  expect(otherwise.headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe-(?:inline|eval)|\*/)
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  await expectAnswers(at.url)
})
