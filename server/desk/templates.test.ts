import { expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { sendReply } from './send-reply.ts'
import { endTemplate, saveTemplate, showTemplates } from './templates.ts'

const template = { name: 'We come', language: 'en', body: 'Dear {{name}}, we come on [[day]].', key: 'one' }

test('a template is kept, changed and offered no more', async () => {
  const desk = await aDesk()
  const { id } = await saveTemplate(desk, desk.admin, template)
  expect(await saveTemplate(desk, desk.admin, template)).toMatchObject({ id })
  await saveTemplate(desk, desk.admin, { ...template, id, name: 'We come soon', key: 'two' })
  await saveTemplate(desk, desk.admin, { ...template, name: 'An apology', language: null, key: 'three' })

  const { templates } = await showTemplates(desk, desk.admin)
  expect(templates.map(({ name, language }) => [name, language])).toEqual([
    ['An apology', null],
    ['We come soon', 'en'],
  ])

  expect(await endTemplate(desk, desk.admin, { templateId: id, key: 'end' })).toEqual({ id })
  expect((await showTemplates(desk, desk.admin)).templates).toHaveLength(1)
  await expect(saveTemplate(desk, desk.admin, { ...template, id, key: 'four' })).rejects.toThrow('any more')
})

test('one with a field that nothing fills is refused while it can be mended', async () => {
  const desk = await aDesk()
  const wrong = { ...template, body: 'Dear {{firstname}}, [[say what]]' }
  await expect(saveTemplate(desk, desk.admin, wrong)).rejects.toThrow('Nothing fills “{{firstname}}”')
  expect(await showTemplates(desk, desk.admin)).toEqual({ templates: [] })
})

test.each([
  ['Dear Ada, we come on [[day]] by {{date}}.', '“[[day]]” is still to be written'],
  ['Dear {{name}}, we come on Monday.', '“{{name}}” is still to be written'],
])('a reply that still says %s is not sent', async (body, sentence) => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const reply = { ...(await desk.on(caseId)), body, visibility: 'private', asks: false } as const
  await expect(sendReply(desk, desk.admin, reply)).rejects.toThrow(sentence)
})
