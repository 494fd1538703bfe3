import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openCase, sendReply } from '#contract/cases.ts'
import {
  beHere,
  listMentions,
  listTemplates,
  readDraft,
  saveDraft,
  withdrawReply,
} from '#contract/writing.ts'
import { answerToPost } from '#test/answer-to.ts'
import { ask } from '#test/ask.ts'
import { deskToAsk } from './desk-to-ask.ts'

// What somebody writes on a case, over HTTP, on a running desk.

const { agent, aCase, callerAs } = deskToAsk()

const authorization = () => ({ authorization: `Bearer ${agent.token}` })

async function upload(caseId: string, files: readonly [name: string, text: string][]) {
  const form = new FormData()
  for (const [name, text] of files) form.append('files', new Blob([text]), name)
  const response = await fetch(`${agent.url}/api/cases/${caseId}/draft/files`, {
    method: 'POST',
    headers: authorization(),
    body: form,
  })
  const page: unknown = await response.json()
  return { status: response.status, page }
}

test('files go up with a draft, are read back, sent with the reply, and come back when it is taken back', async () => {
  const { caseId, seq } = await aCase()
  await ask(agent, saveDraft, { caseId, mode: 'private', body: 'Here it is.', asks: false, version: 0 })
  const uploaded = await upload(caseId, [
    ['Übersicht – Mängel.txt', 'One, two.'],
    ['plan.csv', 'a;b'],
  ])
  expect(uploaded).toMatchObject({
    status: 200,
    page: { files: [{ name: 'Übersicht – Mängel.txt', type: 'text/plain', size: 9 }, { name: 'plan.csv' }] },
  })

  const { draft } = await ask(agent, readDraft, { caseId })
  const ids = draft?.files.map(({ id }) => id) ?? []
  const file = await fetch(`${agent.url}/api/cases/${caseId}/draft/files/${ids[0] ?? ''}`, {
    headers: authorization(),
  })
  expect(file.headers.get('content-type')).toBe('application/octet-stream')
  expect(file.headers.get('content-disposition')).toContain('attachment')
  expect(await file.text()).toBe('One, two.')

  const reply = { caseId, body: 'Here it is.', visibility: 'private', files: ids, sendAfter: 30 } as const
  const { id: messageId } = await ask(agent, sendReply, { ...reply, seq, key: randomUUID() })
  expect(await ask(agent, readDraft, { caseId })).toEqual({ draft: null })
  const { messages } = await ask(agent, openCase, { caseId })
  const sent = messages.find(({ id }) => id === messageId)
  expect(sent?.attachments).toMatchObject([{ name: 'Übersicht – Mängel.txt' }, { name: 'plan.csv' }])
  expect(sent?.delivery).toMatchObject({ state: 'queued', sendsAt: expect.any(String) })
  const attached = await fetch(`${agent.url}/api/messages/${messageId}/files/1`, { headers: authorization() })
  expect(await attached.text()).toBe('a;b')

  await ask(agent, withdrawReply, { messageId, key: randomUUID() })
  const back = await ask(agent, readDraft, { caseId })
  expect(back.draft).toMatchObject({
    body: 'Here it is.',
    files: [{ name: 'Übersicht – Mängel.txt' }, { name: 'plan.csv' }],
  })
})

test('an upload that is none, a program, too many files or too large a one is refused in a sentence', async () => {
  const { caseId } = await aCase()
  expect(await upload(caseId, [])).toMatchObject({ status: 400, page: { detail: 'No file came with this.' } })
  expect(await upload(caseId, [['run.exe', 'MZ and so on']])).toMatchObject({ status: 400 })
  const many = Array.from({ length: 26 }, (_, n): [string, string] => [`${n}.txt`, 'x'])
  expect((await upload(caseId, many)).status).toBe(413)
  const large = await upload(caseId, [['large.txt', 'x'.repeat(21 * 1024 * 1024)]])
  expect(large).toMatchObject({ status: 413, page: { detail: expect.stringContaining('20 MB together') } })
  expect(await answerToPost(agent, `/api/cases/${caseId}/draft/files`, {})).toContain(
    '400 invalid: Files come as',
  )
  expect((await upload(randomUUID(), [['a.txt', 'x']])).status).toBe(404)
})

test('what makes no sense is refused, and nothing is half done', async () => {
  const { caseId, seq } = await aCase()
  const key = randomUUID()
  expect(
    await answerToPost(agent, `/api/cases/${caseId}/draft`, { mode: 'loud', body: '', version: 0 }),
  ).toContain('400')
  expect(
    await answerToPost(agent, `/api/cases/${randomUUID()}/draft`, { mode: 'note', body: 'x', version: 0 }),
  ).toContain('404')
  expect(await answerToPost(agent, `/api/cases/${caseId}/presence`, { doing: 'sleeping' })).toContain('400')
  expect(await answerToPost(agent, `/api/replies/${randomUUID()}/withdraw`, { key })).toContain('404')
  expect(await answerToPost(agent, '/api/escalations/x/withdraw', { key })).toContain('404')
  expect(await answerToPost(agent, `/api/promises/${caseId}.9/withdraw`, { key })).toContain('404')
  expect(await answerToPost(agent, '/api/templates', { name: 'x', body: 'y', key })).toContain('403')
  expect(await answerToPost(agent, `/api/cases/${caseId}/person`, { zone: 'Mars', seq, key })).toContain(
    '400',
  )
  const reply = { body: 'x', visibility: 'private', files: [randomUUID()], seq, key }
  expect(await answerToPost(agent, `/api/cases/${caseId}/replies`, reply)).toContain('409 conflict: A file')
  expect(await ask(agent, listMentions, {})).toEqual({ mentions: [] })
  expect((await ask(agent, listTemplates, {})).templates).toEqual(expect.any(Array))
  expect((await ask(agent, openCase, { caseId })).seq).toBe(seq)
})

test('a screen that looks at a case hears over its live stream who begins to write there', async () => {
  const { caseId } = await aCase()
  const lead = await callerAs('lead')
  await ask(agent, beHere, { caseId, doing: 'looking' })
  const ending = new AbortController()
  const live = await fetch(`${agent.url}/api/live`, { headers: authorization(), signal: ending.signal })
  const heard = Promise.withResolvers<string>()
  const listen = async () => {
    let text = ''
    for await (const piece of live.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece
      // That one looks oneself may be told first.
      for (const [, data = ''] of text.matchAll(/event: presence\ndata: (.*)\n\n/g))
        if (data.includes('lead')) return heard.resolve(data)
    }
  }
  listen().catch(heard.reject)

  await ask(lead, beHere, { caseId, doing: 'writing' })

  expect(JSON.parse(await heard.promise)).toMatchObject({
    caseId,
    others: [{ id: 'lead', doing: 'writing' }],
  })
  ending.abort()
})
