import { expect, onTestFinished, test } from 'vitest'
import { holderOfPass, makePass } from '#server/desk/sign-in/passes.ts'
import { showSessions } from '#server/desk/sign-in/sessions.ts'
import { aDesk } from '#test/desk.ts'
import { buildApp } from './app.ts'
import { openFeeds } from './live.ts'
import { openOnlookers } from './onlookers.ts'

/** Comes in by a link through a proxy at 10.0.0.5, and answers the address that the session was opened from. */
async function comeThroughProxy(trustedProxies: string[]) {
  const desk = await aDesk()
  const app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    trustedProxies,
    ending: new AbortController().signal,
    failed: (name, fault) => {
      throw new Error(name, { cause: fault })
    },
  })
  onTestFinished(() => app.close())
  const link = await makePass(desk, desk.org, { kind: 'link', member: 'administrator', role: 'admin' })
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sessions',
    remoteAddress: '10.0.0.5',
    headers: { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' },
    payload: { link },
  })
  const [session] = answer.cookies
  const agent = await holderOfPass(desk, session?.value ?? '', ['session'])
  const { sessions } = await showSessions(desk, agent)
  return { address: sessions[0]?.address, secure: session?.secure ?? false }
}

test('a proxy that is known says for whom it asks, and no other does', async () => {
  expect(await comeThroughProxy([])).toEqual({ address: '10.0.0.5', secure: false })
  expect(await comeThroughProxy(['10.0.0.0/8'])).toEqual({ address: '203.0.113.7', secure: true })
})
