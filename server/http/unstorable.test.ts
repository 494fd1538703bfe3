import { createHmac } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { addTelephone } from '#server/desk/line/telephones.ts'
import { showDraft } from '#server/desk/replies/drafts.ts'
import { makePass } from '#server/desk/sign-in/passes.ts'
import { aDesk } from '#test/desk.ts'
import { buildApp } from './app.ts'
import { openFeeds } from './live.ts'
import { openOnlookers } from './onlookers.ts'

// What no text in the database can hold is refused by name, or cleaned, and is never a fault of ours.

const desk = await aDesk()

async function anApp() {
  const faults: string[] = []
  const app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    ending: new AbortController().signal,
    failed: (name) => faults.push(name),
  })
  onTestFinished(() => app.close())
  const token = await makePass(desk, desk.org, { kind: 'token', member: 'administrator', role: 'admin' })
  const post = async (url: string, payload: object) => {
    const headers = { authorization: `Bearer ${token}` }
    return app.inject({ method: 'POST', url: `/api${url}`, headers, payload })
  }
  return { app, post, faults }
}

test.each([
  ['a null byte', 'Ada\0'],
  ['half a letter', 'Ada\uD800'],
])('%s in the name of whoever called is refused by where it stands', async (_, name) => {
  const { post, faults } = await anApp()
  const written = {
    channel: 'phone',
    from: { name },
    body: 'It leaks.',
    at: desk.now().toString(),
    key: crypto.randomUUID(),
  }

  const answer = await post('/write-down', written)

  expect([answer.statusCode, faults]).toEqual([400, []])
  expect(answer.json<{ detail: string }>().detail).toMatch(/^from: may hold no null byte/)
})

test('a draft may hold whatever a keyboard gives: what cannot be stored is left out', async () => {
  const { caseId } = await desk.take()
  const { post } = await anApp()

  const saved = await post(`/cases/${caseId}/draft`, { mode: 'private', body: 'a\0b\uD800c', version: 0 })

  expect(saved.statusCode).toBe(200)
  expect((await showDraft(desk, desk.admin, { caseId })).draft).toMatchObject({ body: 'ab\uFFFDc' })
})

test('what a telephone system signs is refused likewise', async () => {
  const { app, faults } = await anApp()
  const { telephone, secret } = await addTelephone(desk, desk.admin, { name: 'Line' })
  const body = JSON.stringify({
    id: 'call-1',
    from: '+49 30 1234567',
    name: 'Ada\0',
    to: '11',
    state: 'ringing',
  })
  const seconds = Math.floor(desk.now().epochMilliseconds / 1000)
  const code = createHmac('sha256', secret ?? '')
    .update(`${seconds}.${body}`)
    .digest('hex')

  const answer = await app.inject({
    method: 'POST',
    url: telephone.path,
    headers: { 'content-type': 'application/json', 'evenhand-signature': `t=${seconds},v1=${code}` },
    payload: body,
  })

  expect([answer.statusCode, faults]).toEqual([400, []])
})
