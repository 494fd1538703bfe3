import { describe, expect, test } from 'vitest'
import { sql } from '#server/store/statement.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { writeNote } from '../cases/case-commands.ts'
import { addDraftFile, removeDraftFile, showDraftFile } from './draft-files.ts'
import { saveDraft, showDraft } from './drafts.ts'
import { erasePerson } from '../people/erase-person.ts'
import { sendReply } from './send-reply.ts'

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64',
)

const writing = (caseId: string, body: string, version = 0) =>
  ({ caseId, mode: 'private', body, asks: false, version }) as const

const upload = (desk: TestDesk, caseId: string, name = 'proof.png', bytes: Uint8Array = picture) =>
  addDraftFile(desk, desk.admin, { caseId, name, bytes })

const draftOn = async (desk: TestDesk, caseId: string) =>
  (await showDraft(desk, desk.admin, { caseId })).draft

describe('a draft', () => {
  test('is what its writer finds on every device, and nobody else', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const lee = await desk.colleague('lee')

    const { version } = await saveDraft(desk, desk.admin, { ...writing(caseId, 'Dear Ada,'), asks: true })

    expect(await draftOn(desk, caseId)).toEqual({
      mode: 'private',
      body: 'Dear Ada,',
      asks: true,
      files: [],
      version,
      savedAt: '2026-11-23T09:00:00Z',
    })
    expect(await showDraft(desk, lee, { caseId })).toEqual({ draft: null })
  })

  test('saved over a newer one of another device is refused, with the newer one', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { version } = await saveDraft(desk, desk.admin, writing(caseId, 'Dear'))
    await saveDraft(desk, desk.admin, writing(caseId, 'Dear Ada', version))

    const late = saveDraft(desk, desk.admin, writing(caseId, 'Hello', version))

    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      details: { draft: { body: 'Dear Ada' } },
    })
    await expect(saveDraft(desk, desk.admin, writing(caseId, 'Anew'))).rejects.toThrow('another device')
  })

  test('begun on two devices at once is kept once', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()

    const both = await Promise.allSettled([
      saveDraft(desk, desk.admin, writing(caseId, 'One')),
      saveDraft(desk, desk.admin, writing(caseId, 'Two')),
    ])

    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('emptied leaves nothing behind, and what another device still shows does not come back unasked', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const { version } = await saveDraft(desk, desk.admin, writing(caseId, 'Dear'))

    expect(await saveDraft(desk, desk.admin, writing(caseId, ' \n', version))).toEqual({ version: 0 })

    expect(await draftOn(desk, caseId)).toBeNull()
    await saveDraft(desk, desk.admin, writing(caseId, 'Anew'))
    await expect(saveDraft(desk, desk.admin, writing(caseId, 'Dear Ada', version))).rejects.toThrow(
      'another device',
    )
  })

  test('is none any more when the reply is written, in the same moment', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await saveDraft(desk, desk.admin, writing(caseId, 'Dear Ada'))
    const files = await upload(desk, caseId)

    await sendReply(desk, desk.admin, {
      ...(await desk.on(caseId)),
      body: 'Dear Ada',
      visibility: 'private',
      asks: false,
      files: files.map(({ id }) => id),
    })

    expect(await draftOn(desk, caseId)).toBeNull()
    const sent = (await desk.see(caseId)).messages.find(({ direction }) => direction === 'out')
    expect(sent?.attachments).toEqual([
      { part: 0, name: 'proof.png', type: 'image/png', size: picture.byteLength },
    ])
  })

  test('stays when the reply is refused', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await saveDraft(desk, desk.admin, writing(caseId, 'Dear Ada'))
    const [file] = await upload(desk, caseId)
    const reply = { body: 'Dear Ada', visibility: 'private', asks: false } as const

    const twice = sendReply(desk, desk.admin, {
      ...(await desk.on(caseId)),
      ...reply,
      files: [file?.id ?? '', caseId],
    })

    await expect(twice).rejects.toThrow('not in your draft any more')
    expect(await draftOn(desk, caseId)).toMatchObject({ body: 'Dear Ada', files: [{ name: 'proof.png' }] })
  })

  test('of a note is none any more when a note is written, and one of a reply stays', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await saveDraft(desk, desk.admin, writing(caseId, 'Dear Ada'))
    await writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: 'Called her.' })
    expect(await draftOn(desk, caseId)).toMatchObject({ body: 'Dear Ada' })

    const { version } = (await draftOn(desk, caseId)) ?? { version: 0 }
    await saveDraft(desk, desk.admin, { ...writing(caseId, 'Call her', version), mode: 'note' })
    await writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: 'Call her' })
    expect(await draftOn(desk, caseId)).toBeNull()
  })

  test('that is blank may be saved beside its files, though the note that it was has been written', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await upload(desk, caseId)
    const { version } = await saveDraft(desk, desk.admin, { ...writing(caseId, 'Call her'), mode: 'note' })
    await writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: 'Call her' })

    await saveDraft(desk, desk.admin, writing(caseId, '', version))

    expect(await draftOn(desk, caseId)).toMatchObject({ body: '', files: [{ name: 'proof.png' }] })
  })

  test('is erased with the person it was written to', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await saveDraft(desk, desk.admin, writing(caseId, 'Dear Ada, about your kitchen'))
    await upload(desk, caseId)
    const { person } = await desk.see(caseId)

    await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'erase' })

    const left = await desk.db.withOrg(desk.org, (tx) =>
      tx.rows(
        sql`select body from drafts where org_id = $1 union all select name from draft_files where org_id = $1`,
        [desk.org],
      ),
    )
    expect(left).toEqual([])
  })
})

describe('a file for a reply', () => {
  test('is what its content says, by a name that every file system bears', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()

    const [file] = await upload(desk, caseId, '../../Rechnung\u202e März/ bild:1.jpg')

    expect(file).toMatchObject({ name: 'bild_1.jpg', type: 'image/png', size: picture.byteLength })
    const shown = await showDraftFile(desk, desk.admin, { caseId, fileId: file?.id ?? '' })
    expect(Buffer.compare(shown.bytes, picture)).toBe(0)
  })

  test.each([
    ['setup.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)])],
    ['holiday.jpg', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)])],
    ['tool', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(100)])],
    ['run.txt', Buffer.from('#!/bin/sh\nrm -rf /\n')],
    ['letter.pdf.js', Buffer.from('alert(1)')],
    ['macro.VBS', Buffer.from('x')],
  ])('is refused where it is a program: %s', async (name, bytes) => {
    const desk = await aDesk()
    const { caseId } = await desk.take()

    await expect(upload(desk, caseId, name, bytes)).rejects.toThrow('is a program')
  })

  test.each([
    ['notes.txt', Buffer.from('Größe 5'), 'text/plain'],
    ['list.csv', Buffer.from('a;b\n1;2\n'), 'text/csv'],
    ['page.html', Buffer.from('<p>Hello</p>'), 'text/plain'],
    ['letter.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'application/pdf'],
    ['blob', Buffer.from([0, 1, 2, 3, 0xff]), 'application/octet-stream'],
  ])('that is called %s is %s', async (name, bytes, type) => {
    const desk = await aDesk()
    const { caseId } = await desk.take()

    expect(await upload(desk, caseId, name, bytes)).toMatchObject([{ name, type }])
  })

  test('is refused where it is empty, one too many, or too large with the others', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await expect(upload(desk, caseId, 'nothing.txt', Buffer.alloc(0))).rejects.toThrow('is empty')
    await upload(desk, caseId, 'large.bin', Buffer.alloc(20 * 1024 * 1024 - 10))
    await expect(upload(desk, caseId)).rejects.toThrow('larger than 20 MB together')

    const { caseId: other } = await desk.take({ from: { email: 'ben@example.org' }, subject: 'The bill' })
    for (let n = 0; n < 25; n++) await upload(desk, other)
    await expect(upload(desk, other)).rejects.toThrow('25 files at most')
  })

  test('is its writer’s alone, and can be taken off', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const lee = await desk.colleague('lee')
    const [file] = await upload(desk, caseId)
    const asked = { caseId, fileId: file?.id ?? '' }

    await expect(showDraftFile(desk, lee, asked)).rejects.toThrow('no such file')
    await expect(removeDraftFile(desk, lee, asked)).rejects.toThrow('no such file')

    await removeDraftFile(desk, desk.admin, asked)
    expect(await draftOn(desk, caseId)).toBeNull()
  })
})
