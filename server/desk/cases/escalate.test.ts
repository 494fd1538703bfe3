import { describe, expect, test } from 'vitest'
import { alderasDesk, as, standing } from '#test/aldera.ts'
import type { TestDesk } from '#test/desk.ts'
import { acceptEscalation, declineEscalation, escalate, returnEscalation } from './escalate.ts'
import { showAudit } from './show-desk.ts'

const call = { channel: 'phone', from: { phone: '+49 30 1234567' } } as const

const offerOf = async (desk: TestDesk, caseId: string) => (await desk.see(caseId)).offer?.id ?? ''

async function askForHelp(
  desk: TestDesk,
  caseId: string,
  asked: { rung?: string; to?: string } = {},
  by = 'ann',
) {
  return escalate(desk, as(desk, by), { ...(await desk.on(caseId)), reason: 'I need help.', ...asked })
}

describe('an agent who needs help', () => {
  test('may always ask, with a reason, and asks the next rung where none is named', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()

    await askForHelp(desk, caseId)

    expect((await desk.see(caseId)).offer).toMatchObject({
      to: { id: 'lee' },
      trigger: 'person',
      remark: 'I need help.',
    })
  })

  test('may ask any rung, or a colleague by name', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()

    await askForHelp(desk, caseId, { rung: 'executive' })
    expect(await standing(desk, caseId)).toMatchObject({ offered: 'eva on executive' })

    await askForHelp(desk, caseId, { rung: 'executive', to: 'ned' })
    expect(await standing(desk, caseId)).toMatchObject({ offered: 'ned on executive' })
  })

  test('does not ask whoever has the case already, nor themselves while they have it', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { owner } = await desk.see(caseId)

    await expect(askForHelp(desk, caseId, { rung: 'lead', to: owner.id })).rejects.toThrow(
      'They have this case already',
    )
  })

  test('may ask higher than policy already has', async () => {
    const desk = await alderasDesk()
    await desk.take(call)
    const { caseId } = await desk.take(call)

    await askForHelp(desk, caseId, { rung: 'chief' })

    expect(await standing(desk, caseId)).toMatchObject({ offered: 'kim on chief' })
  })

  test('is told in words when there is no such rung or colleague, or when it is with a higher rung already', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take({ facts: { harm: 'safety' } })

    await expect(askForHelp(desk, caseId, { rung: 'pope' })).rejects.toThrow(
      'There is no rung "pope". The ladder has front, lead,',
    )
    await expect(askForHelp(desk, caseId, { to: 'nobody' })).rejects.toThrow(
      'There is no colleague "nobody".',
    )
    await expect(askForHelp(desk, caseId, { rung: 'lead' })).rejects.toThrow(
      'already offered to a higher rung',
    )
  })
})

describe('an offer', () => {
  test('leaves the case with its owner until somebody accepts', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { owner } = await standing(desk, caseId)

    await askForHelp(desk, caseId)
    expect(await standing(desk, caseId)).toMatchObject({ owner, rung: 'front' })

    await acceptEscalation(desk, as(desk, 'lee'), { escalationId: await offerOf(desk, caseId) })
    expect(await standing(desk, caseId)).toMatchObject({ owner: 'lee', rung: 'lead', offered: null })
  })

  test('accepted twice is accepted once, also at the same moment', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await askForHelp(desk, caseId)
    const escalationId = await offerOf(desk, caseId)
    const accept = () => acceptEscalation(desk, as(desk, 'lee'), { escalationId })

    await Promise.all([accept(), accept()])
    await accept()

    const { events } = await desk.see(caseId)
    expect(events.filter(({ type }) => type === 'escalation-accepted')).toHaveLength(1)
  })

  test('accepted by two people belongs to the first, and the second is told', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await askForHelp(desk, caseId)
    const escalationId = await offerOf(desk, caseId)

    await acceptEscalation(desk, { ...as(desk, 'sue'), role: 'lead' }, { escalationId })

    await expect(acceptEscalation(desk, as(desk, 'lee'), { escalationId })).rejects.toThrow(
      'does not stand any more',
    )
    expect(await standing(desk, caseId)).toMatchObject({ owner: 'sue' })
  })

  test('is answered by nobody who was not asked and does not stand on that rung', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await askForHelp(desk, caseId)
    const escalationId = await offerOf(desk, caseId)
    const ann = as(desk, 'ann')

    await expect(acceptEscalation(desk, ann, { escalationId })).rejects.toThrow('was offered to others')
    await expect(declineEscalation(desk, ann, { escalationId, reason: 'Not needed.' })).rejects.toThrow(
      'offered to others',
    )
  })

  test('that a colleague made goes back to them when it is declined, with the reason', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { owner } = await standing(desk, caseId)
    await askForHelp(desk, caseId)

    await declineEscalation(desk, as(desk, 'lee'), {
      escalationId: await offerOf(desk, caseId),
      reason: 'You can do this.',
    })

    expect(await standing(desk, caseId)).toMatchObject({ owner, rung: 'front', offered: null })
    expect((await desk.see(caseId)).events).toContainEqual(
      expect.objectContaining({ type: 'escalation-declined', by: 'member:lee', remark: 'You can do this.' }),
    )
  })

  test('that policy made climbs when it is declined: somebody has to take it', async () => {
    const desk = await alderasDesk()
    await desk.take(call)
    const { caseId } = await desk.take(call)

    await declineEscalation(desk, as(desk, 'sue'), {
      escalationId: await offerOf(desk, caseId),
      reason: 'Not mine.',
    })

    expect(await standing(desk, caseId)).toMatchObject({ rung: 'front', offered: 'eva on executive' })
  })

  test('cannot be declined where the ladder ends', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take({ facts: { harm: 'safety' } })
    await declineEscalation(desk, as(desk, 'eva'), {
      escalationId: await offerOf(desk, caseId),
      reason: 'Too grave.',
    })
    expect(await standing(desk, caseId)).toMatchObject({ offered: 'kim on chief' })

    const declined = declineEscalation(desk, as(desk, 'kim'), {
      escalationId: await offerOf(desk, caseId),
      reason: 'No.',
    })

    await expect(declined).rejects.toThrow('The ladder ends with you')
    expect(await standing(desk, caseId)).toMatchObject({ offered: 'kim on chief' })
  })

  test('that nobody answers climbs rung by rung, and lands with the named senior', async () => {
    const desk = await alderasDesk()
    await desk.take(call)
    const { caseId } = await desk.take(call)
    const { owner } = await standing(desk, caseId)

    await desk.pass('PT1H5M')
    expect(await standing(desk, caseId)).toMatchObject({ owner, offered: 'eva on executive' })
    await desk.pass('PT2H')
    expect(await standing(desk, caseId)).toMatchObject({ owner, offered: 'kim on chief' })
    // Eight hours of the chief executive's own: until Tuesday at half past eleven.
    await desk.pass('PT24H')
    expect(await standing(desk, caseId)).toMatchObject({ owner: 'kim', rung: 'chief', offered: null })
    expect(await showAudit(desk, desk.admin)).toMatchObject({ ownerless: 0, clockless: 0 })
  })

  test('counts its time in the hours of the rung: asked on Friday evening, answered on Monday', async () => {
    const desk = await alderasDesk('2026-11-20T16:50:00Z')
    const { caseId } = await desk.take()
    await askForHelp(desk, caseId)

    // Ten minutes of Friday are left at 17:50 in Berlin, so the hour ends on Monday at 08:50.
    expect((await desk.see(caseId)).offer?.acceptBy).toBe('2026-11-23T07:50:00Z')
  })
})

describe('giving a case back', () => {
  test('goes to whoever had it before', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    const { owner } = await standing(desk, caseId)
    await askForHelp(desk, caseId)
    const escalationId = await offerOf(desk, caseId)
    await acceptEscalation(desk, as(desk, 'lee'), { escalationId })

    await returnEscalation(desk, as(desk, 'lee'), { escalationId, reason: 'Done: please send the refund.' })

    expect(await standing(desk, caseId)).toMatchObject({ owner, rung: 'front' })
  })

  test('is refused where policy demands the rung', async () => {
    const desk = await alderasDesk()
    await desk.take(call)
    const { caseId } = await desk.take(call)
    const escalationId = await offerOf(desk, caseId)
    await acceptEscalation(desk, as(desk, 'sue'), { escalationId })

    const returned = returnEscalation(desk, as(desk, 'sue'), { escalationId, reason: 'Not for me.' })

    await expect(returned).rejects.toThrow('Policy asks for at least Second line here')
    expect(await standing(desk, caseId)).toMatchObject({ owner: 'sue' })
  })

  test('twice is once: a case that went on to somebody else is not taken from them', async () => {
    const desk = await alderasDesk()
    const { caseId } = await desk.take()
    await askForHelp(desk, caseId)
    const escalationId = await offerOf(desk, caseId)
    await acceptEscalation(desk, as(desk, 'lee'), { escalationId })
    await returnEscalation(desk, as(desk, 'lee'), { escalationId, reason: 'Done.' })
    await askForHelp(desk, caseId, { rung: 'second-line' })
    await acceptEscalation(desk, as(desk, 'sue'), { escalationId: await offerOf(desk, caseId) })

    await expect(returnEscalation(desk, as(desk, 'lee'), { escalationId, reason: 'Done.' })).rejects.toThrow(
      'not the escalation',
    )
    expect(await standing(desk, caseId)).toMatchObject({ owner: 'sue' })
  })
})
