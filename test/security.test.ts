import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#contract/endpoints.ts'
import { scopeOf, type Endpoint } from '#contract/endpoint.ts'
import { roles, type Role } from '#domain/role.ts'
import { scopes, type Scope } from '#domain/scope.ts'
import { makePass } from '#server/desk/sign-in/passes.ts'
import { makeToken } from '#server/desk/colleagues/tokens.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import { testDesk, type TestDesk } from '#test/desk.ts'
import { routeList } from './route-list.ts'
import { document, ways, withTable, type Way } from './security-table.ts'

// Who may do what, walked over real HTTP: every way in by every role, and by nobody.

let desk: TestDesk
let app: Awaited<ReturnType<typeof buildApp>>
let url: string
const sessions = new Map<Role, string>()
const ending = new AbortController()

beforeAll(async () => {
  desk = await testDesk()
  app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    ending: ending.signal,
    failed: (name, fault) => {
      throw new Error(name, { cause: fault })
    },
  })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  for (const role of roles) {
    const { handle } = await desk.colleague(`the-${role}`, role)
    const parts = { kind: 'session', member: handle, role, openedBy: 'password', client: null } as const
    sessions.set(role, await makePass(desk, desk.org, parts))
  }
}, 60_000)

afterAll(async () => {
  ending.abort()
  await app.close()
  await desk.close()
}, 30_000)

const nobody = '01a2016e-7aba-77f8-817f-c7b4c357c5b6'

/** Asks for something that is not there, with nothing said: allowed or not is decided before. */
async function ask({ method, path }: Pick<Way, 'method' | 'path'>, headers: Record<string, string>) {
  const leaving = new AbortController()
  const response = await fetch(`${url}${path.replaceAll(/:\w+/g, nobody)}`, {
    method,
    headers: { ...headers, ...(method !== 'GET' && { 'content-type': 'application/json' }) },
    signal: leaving.signal,
    ...(method !== 'GET' && { body: '{}' }),
  })
  // The live stream never ends by itself.
  leaving.abort()
  return response.status
}

const cookieOf = (role: Role) => ({ cookie: `evenhand=${sessions.get(role) ?? ''}` })

describe('who may do what', () => {
  const closed = ways.filter(({ who }) => who !== 'anyone')

  test.each(closed.map((way) => [`${way.method} ${way.path}`, way] as const))(
    '%s answers the roles that it names, and no other',
    async (_, way) => {
      const refused: Role[] = []
      for (const role of roles) {
        const status = await ask(way, cookieOf(role))
        expect([role, status]).not.toEqual([role, 401])
        if (status === 403) refused.push(role)
      }
      expect(refused).toEqual(roles.filter((role) => way.who !== 'signed-in' && !way.who.includes(role)))
      expect(await ask(way, {})).toBe(401)
      expect(await ask(way, { cookie: 'evenhand=eh_nonsense' })).toBe(401)
    },
  )

  const open = ways.filter(({ who }) => who === 'anyone')

  test.each(open.map((way) => [`${way.method} ${way.path}`, way] as const))(
    '%s does not ask who one is',
    async (_, way) => {
      expect(await ask(way, {})).not.toBe(401)
    },
  )
})

describe('a token', () => {
  const tokens = new Map<Scope, string>()
  beforeAll(async () => {
    for (const scope of scopes) {
      const made = { name: `For ${scope}`, role: 'admin', scopes: [scope] } as const
      tokens.set(scope, (await makeToken(desk, desk.org, made)).token)
    }
  })

  test.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    'is heard at %s where it is made for that, and nowhere else',
    async (_, endpoint: Endpoint) => {
      if (endpoint.who === 'anyone') return
      const wanted = scopeOf(endpoint)
      const isAdmins = endpoint.who === 'signed-in' || endpoint.who.includes('admin')
      for (const scope of scopes) {
        const authorization = `Bearer ${tokens.get(scope) ?? ''}`
        const way = { method: endpoint.method, path: `/api${endpoint.path}` }
        const isRefused = (await ask(way, { authorization })) === 403
        expect([scope, isRefused]).toEqual([scope, scope !== wanted || !isAdmins])
      }
    },
  )
})

describe('a session', () => {
  test('is not taken from a page of another site', async () => {
    const way = { method: 'POST', path: '/api/me/sessions/end-others' }
    const headers = cookieOf('agent')

    expect(await ask(way, { ...headers, origin: 'https://elsewhere.example' })).toBe(403)
    expect(await ask(way, { ...headers, 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await ask(way, { ...headers, origin: url, 'sec-fetch-site': 'same-origin' })).toBe(200)
  })

  test('is a cookie that no script reads and no other site sends', async () => {
    const link = await makePass(desk, desk.org, { kind: 'link', member: 'the-agent', role: 'agent' })
    const response = await fetch(`${url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link }),
    })

    const cookie = response.headers.get('set-cookie')
    expect(cookie).toMatch(/^evenhand=eh_/)
    for (const closed of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=604800'])
      expect(cookie).toContain(closed)
  })
})

const post = (path: string, body: object, cookie = '') =>
  fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')

const newLink = () => makePass(desk, desk.org, { kind: 'link', member: 'the-policy', role: 'policy' })

const statusOfMe = async (cookie: string) => (await fetch(`${url}/api/me`, { headers: { cookie } })).status

describe('signing in over HTTP', () => {
  test('by e-mail and password marks the device, which bears what others do to the account', async () => {
    const link = await makePass(desk, desk.org, { kind: 'link', member: 'the-lead', role: 'lead' })
    const [byLink = ''] = cookiesOf(await post('/sessions', { link }))
    const mine = { email: 'lead@walk.example', password: 'four wet tea towels' }
    expect((await post('/me/password', mine, byLink)).status).toBe(200)

    const first = await post('/sessions/password', mine)
    const [session = '', device = ''] = cookiesOf(first)
    expect([first.status, session.slice(0, 12)]).toEqual([200, 'evenhand=eh_'])
    expect(device).toMatch(/^evenhand-device-[0-9a-f]{16}=/)
    for (let n = 0; n < 6; n++) await post('/sessions/password', { ...mine, password: 'not the password' })

    expect((await post('/sessions/password', mine)).status).toBe(429)
    expect((await post('/sessions/password', mine, device)).status).toBe(200)
  })

  test('anew ends the session that this browser had', async () => {
    const [before = ''] = cookiesOf(await post('/sessions', { link: await newLink() }))

    const [after = ''] = cookiesOf(await post('/sessions', { link: await newLink() }, before))

    expect([await statusOfMe(before), await statusOfMe(after)]).toEqual([401, 200])
  })
})

test('the table in docs/security.md is up to date; `node test/security-table.ts` writes it', async () => {
  const text = await readFile(document, 'utf8')
  expect(text).toBe(withTable(text))
})

test('every route that the server answers is in the table, and nothing else', () => {
  const answered = routeList(app).filter((route) => !/^\w+ (?:\*|\/\*)$/.test(route))
  expect(answered).toEqual(ways.map(({ method, path }) => `${method} ${path}`).toSorted())
})
