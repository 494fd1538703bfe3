import { describe, expect, test } from 'vitest'
import { aDesk } from '#test/desk.ts'
import { aRoomByMail, aRoomDesk, comeInByMail } from '#test/room-desk.ts'
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

const filled = (amount: string) =>
  `Dear Ada,\n\nWe took ${amount} from you that was not ours. It left our bank today.\n\nYours, Mara`

describe('a reply that is made of a template says something of this case', () => {
  const moneyBack =
    'Dear {{name}},\n\nWe took [[amount]] from you that was not ours. It left our bank today.\n\nYours, {{owner}}'

  async function made(more: Partial<Parameters<typeof saveTemplate>[2]> = {}) {
    const desk = await aDesk()
    await saveTemplate(desk, desk.admin, {
      name: 'Money back',
      language: 'en',
      body: moneyBack,
      key: 'mb',
      ...more,
    })
    const { caseId } = await desk.take({ body: 'You charged me twice for the dishwasher.' })
    const reply = async (body: string, asIs: string[] = []) =>
      sendReply(desk, desk.admin, {
        ...(await desk.on(caseId)),
        body,
        asIs,
        visibility: 'private',
        asks: false,
      })
    const [kept] = (await showTemplates(desk, desk.admin)).templates
    return { desk, caseId, reply, id: kept?.id ?? '' }
  }

  test.each(['amount', '', '…', 'XXX', 'tbd'])('“%s” in a blank is nothing', async (nothing) => {
    const { reply } = await made()
    await expect(reply(filled(nothing))).rejects.toThrow(
      '“amount” of the template “Money back” is still to be written',
    )
  })

  test('what is so here is something, and the rest may be said in other words', async () => {
    const { desk, caseId, reply } = await made()
    await reply(filled('€ 42 for the second dishwasher'))
    await reply('Dear Ada,\n\nWe took € 42 from you that was not ours. I have sent it back today.')
    expect((await desk.see(caseId)).messages.filter(({ direction }) => direction === 'out')).toHaveLength(2)
  })

  test('without what its template demands it is refused, and says what that is', async () => {
    const { reply } = await made({ demands: ['failure', 'owner'] })
    await expect(reply(filled('€ 42'))).rejects.toThrow(
      'Whoever replies with “Money back” says what failed, in the customer’s words and who takes care of it.',
    )
    await reply(`${filled('€ 42 for the second dishwasher')}\nI take care of it myself, Mara.`)
  })

  test('what the customer said in a room counts as said', async () => {
    const { desk: plain, reply } = await made({ demands: ['failure'] })
    const { desk } = await aRoomDesk(plain)
    const { caseId, path } = await aRoomByMail(desk, 'rita@example.org')
    const said = filled('€ 42 for the tumble dryer')
    const inTheirs = async () => ({
      ...(await desk.on(caseId)),
      body: said,
      visibility: 'private' as const,
      asks: false,
    })
    await expect(sendReply(desk, desk.admin, await inTheirs())).rejects.toThrow('what failed')
    await expect(reply(said)).rejects.toThrow('what failed')
    await (await comeInByMail(desk, path, 'rita@example.org')).say('You charged me for a tumble dryer.')
    await sendReply(desk, desk.admin, await inTheirs())
  })

  const receipt = 'We have received what you sent us, {{name}}, and it lies on the right desk.'
  const said = 'We have received what you sent us, Ada, and it lies on the right desk!'

  test('word for word the template, it is refused or asked about, as the template says', async () => {
    const strict = await made({ body: receipt, unchanged: 'refuse' })
    await expect(strict.reply(said, [strict.id])).rejects.toThrow(
      'Say something of this case in it, then send.',
    )
    const asking = await made({ body: receipt })
    await expect(asking.reply(said)).rejects.toThrow('send it so because you mean it')
    await asking.reply(said, [asking.id])
    await asking.reply(`${said} The dishwasher is on its way to you.`)
    const free = await made({ body: receipt, unchanged: 'allow' })
    await free.reply(said)
  })
})
