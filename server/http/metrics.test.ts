import { expect, onTestFinished, test } from 'vitest'
import { makePass } from '#server/desk/sign-in/passes.ts'
import { aDesk } from '#test/desk.ts'
import { buildApp } from './app.ts'
import { openFeeds } from './live.ts'
import { openOnlookers } from './onlookers.ts'
import { buildWatchApp } from './watch-app.ts'

/** Who may read the metrics of a desk, by from where and with what they ask. */
async function metricsOf() {
  const desk = await aDesk()
  const app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    ending: new AbortController().signal,
    failed: (name, fault) => {
      throw new Error(name, { cause: fault })
    },
  })
  onTestFinished(() => app.close())
  const ask = async (headers: Record<string, string>) =>
    (await app.inject({ url: '/metrics', remoteAddress: '127.0.0.1', headers })).statusCode
  return { desk, ask }
}

test('the metrics are for this machine, and not for whom a proxy on it speaks', async () => {
  const { ask } = await metricsOf()

  expect(await ask({ host: 'localhost:4600' })).toBe(200)
  expect(await ask({ host: 'desk.aldera.example' })).toBe(401)
  expect(await ask({ host: 'localhost:4600', 'x-forwarded-for': '127.0.0.1' })).toBe(401)
})

test('from elsewhere the metrics are for an administrator, by a token that may read', async () => {
  const { desk, ask } = await metricsOf()
  const by = async (scopes: 'read' | 'items') => {
    const member = { member: 'administrator', role: 'admin' }
    const token = await makePass(desk, desk.org, { ...member, kind: 'token', scopes: [scopes] })
    return ask({ host: 'desk.aldera.example', authorization: `Bearer ${token}` })
  }

  expect(await by('read')).toBe(200)
  expect(await by('items')).toBe(403)
})

test('a process that answers nobody else gives its metrics to whom the others give them', async () => {
  const desk = await aDesk()
  const app = await buildWatchApp(desk, { ending: new AbortController().signal, isThere: () => true })
  onTestFinished(() => app.close())
  const ask = async (headers: Record<string, string>) =>
    (await app.inject({ url: '/metrics', remoteAddress: '203.0.113.5', headers })).statusCode
  const admin = { member: 'administrator', role: 'admin' }
  const token = await makePass(desk, desk.org, { ...admin, kind: 'token', scopes: ['read'] })

  expect(await ask({})).toBe(401)
  expect(await ask({ authorization: 'Bearer none' })).toBe(401)
  expect(await ask({ authorization: `Bearer ${token}` })).toBe(200)
})
