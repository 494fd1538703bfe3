import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { saveDraft, showDraft } from './drafts.ts'
import { erasePerson } from '../people/erase-person.ts'
import { showMentions } from '../cases/mentions.ts'
import { sendReply } from './send-reply.ts'
import { approveSigning, askSignature, editSigning, endSigning } from './signings.ts'

const body = 'The pump failed twice, and nobody came. Ines brings a new one on Monday at nine.'
let keys = 0
const key = () => `signing ${++keys}`

/** A case on which Ann has asked Kim to put her name to a reply. */
async function waiting() {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const ann = await desk.colleague('ann')
  const kim = await desk.colleague('kim', 'executive')
  const asked = {
    signer: 'kim',
    body,
    visibility: 'private',
    asks: false,
    remark: 'She asked for you.',
  } as const
  const { id: signingId } = await askSignature(desk, ann, { ...(await desk.on(caseId)), ...asked })
  return { desk, caseId, ann, kim, signingId }
}

const send = async (
  desk: TestDesk,
  by: TestDesk['admin'],
  caseId: string,
  more: { signing: string; body?: string; visibility?: 'private' | 'public'; asks?: boolean },
) => sendReply(desk, by, { body, visibility: 'private', asks: false, ...(await desk.on(caseId)), ...more })

const repliesOf = async (desk: TestDesk, caseId: string) =>
  (await desk.see(caseId)).messages.filter(({ direction }) => direction === 'out')

describe('a reply under a senior’s name', () => {
  test('goes out in the words that they have approved, and says whose hands it went through', async () => {
    const { desk, caseId, ann, kim, signingId } = await waiting()
    expect((await showMentions(desk, kim)).mentions).toMatchObject([
      { body: '@kim She asked for you.', caseId },
    ])
    const better = `${body} I ring you on Tuesday, news or not.`
    await editSigning(desk, await desk.colleague('lee'), { signingId, body: better, version: 1, key: key() })
    await approveSigning(desk, kim, { signingId, version: 2, key: key() })

    const other = { caseId, mode: 'private', body: 'And another thing.', asks: false, version: 0 } as const
    await saveDraft(desk, ann, other)

    await send(desk, ann, caseId, { signing: signingId, body: better })

    expect((await showDraft(desk, ann, { caseId })).draft).toMatchObject({ body: other.body })

    const [reply] = await repliesOf(desk, caseId)
    expect(reply).toMatchObject({
      body: better,
      from: { name: 'kim' },
      provenance: {
        wrote: { name: 'ann' },
        edited: [{ name: 'lee' }],
        approved: { name: 'kim' },
        as: { name: 'kim' },
        sent: { name: 'ann' },
      },
    })
    const seen = await desk.see(caseId)
    const written = seen.events.find(({ type }) => type === 'reply-written')
    expect(written).toMatchObject({
      by: 'member:ann',
      data: { provenance: { wrote: 'ann', edited: ['lee'], approved: 'kim', as: 'kim' } },
    })
    expect(seen.signings).toEqual([])
  })

  test.each([
    ['before they have approved it', {}],
    ['in other words than theirs', { body: `${body} And a voucher.` }],
    ['to other readers', { asks: true }],
  ])('does not go out %s', async (why, changed) => {
    const { desk, caseId, ann, kim, signingId } = await waiting()
    if (!why.startsWith('before')) await approveSigning(desk, kim, { signingId, version: 1, key: key() })

    await expect(send(desk, ann, caseId, { signing: signingId, ...changed })).rejects.toThrow(
      'Nobody’s name goes under words that they have not approved.',
    )
    expect(await repliesOf(desk, caseId)).toEqual([])
    expect((await desk.see(caseId)).signings).toHaveLength(1)
  })

  test('is approved no more once its words have changed, not even by its writer', async () => {
    const { desk, caseId, ann, kim, signingId } = await waiting()
    await approveSigning(desk, kim, { signingId, version: 1, key: key() })
    const other = 'The pump failed. Somebody comes.'
    await editSigning(desk, ann, { signingId, body: other, version: 1, key: key() })

    await expect(send(desk, ann, caseId, { signing: signingId, body: other })).rejects.toThrow('not approved')
    await expect(approveSigning(desk, kim, { signingId, version: 1, key: key() })).rejects.toThrow(
      'Its words have changed since you read them.',
    )
    expect((await desk.see(caseId)).signings).toMatchObject([{ version: 2, isApproved: false, edited: [] }])
  })

  test('is approved by its signer alone', async () => {
    const { desk, ann, signingId } = await waiting()
    for (const by of [ann, desk.admin])
      await expect(approveSigning(desk, by, { signingId, version: 1, key: key() })).rejects.toThrow(
        'Only the colleague under whose name it goes out approves it.',
      )
  })

  test('that they decline is its writer’s draft again', async () => {
    const { desk, caseId, ann, kim, signingId } = await waiting()
    expect((await showDraft(desk, ann, { caseId })).draft).toBeNull()

    await endSigning(desk, kim, { signingId, key: key() })

    expect((await showDraft(desk, ann, { caseId })).draft).toMatchObject({ body, mode: 'private' })
    const { events, signings } = await desk.see(caseId)
    expect(signings).toEqual([])
    expect(events.find(({ type }) => type === 'signing-ended')?.data).toMatchObject({ because: 'declined' })
    await expect(approveSigning(desk, kim, { signingId, version: 1, key: key() })).rejects.toThrow('any more')
  })

  test('is of nobody who may not see the case, nor of oneself, nor of nobody at all', async () => {
    const { desk, caseId, ann } = await waiting()
    const ask = async (signer: string) =>
      askSignature(desk, ann, {
        ...(await desk.on(caseId)),
        signer,
        body,
        visibility: 'private',
        asks: false,
        remark: 'Please.',
      })
    await expect(ask('ann')).rejects.toThrow('Under your own name you send it yourself.')
    await expect(ask('nobody-here')).rejects.toThrow('There is no colleague of that name')
  })

  test('is not there for another house', async () => {
    const { signingId } = await waiting()
    const other = await aDesk()
    const kim = { ...other.admin, handle: 'kim' }
    const words = { signingId, body: 'Ours.', version: 1 }
    const gone = 'This reply waits for nobody’s name any more.'
    await expect(editSigning(other, other.admin, { ...words, key: key() })).rejects.toThrow(gone)
    await expect(approveSigning(other, kim, { signingId, version: 1, key: key() })).rejects.toThrow(gone)
    await expect(endSigning(other, other.admin, { signingId, key: key() })).rejects.toThrow(gone)
    const { caseId } = await other.take()
    await expect(send(other, other.admin, caseId, { signing: signingId })).rejects.toThrow('any more')
  })

  test('is gone with its person', async () => {
    const { desk, caseId } = await waiting()
    const { person } = await desk.see(caseId)
    await erasePerson(desk, desk.admin, {
      personId: person?.id ?? '',

      key: key(),
    })
    expect((await desk.see(caseId)).signings).toEqual([])
  })
})

test('in public the guard reads what goes out under a senior’s name as well', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take({
    channel: 'social',
    from: { handle: 'ada', network: 'bluesky', name: 'Ada' },
    public: true,
    body: 'The pump floods the kitchen, @aldera!',
  })
  const kim = await desk.colleague('kim', 'executive')
  const said = { body: 'We ring you on +49 170 1234567.', visibility: 'public', asks: false } as const
  const { id } = await askSignature(desk, desk.admin, {
    ...(await desk.on(caseId)),
    ...said,
    signer: 'kim',
    remark: 'Please.',
  })
  await approveSigning(desk, kim, { signingId: id, version: 1, key: key() })

  await expect(send(desk, kim, caseId, { signing: id, ...said })).rejects.toThrow('a phone number')
})
