import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { closeAfterNo } from '#test/settle-case.ts'
import { ring } from '#server/work/clock.ts'
import { reopen } from './case-commands.ts'
import { promise } from './promise.ts'
import { sendReply } from '../replies/send-reply.ts'

/** Lets time pass, and the clock ring at its end, as after a long weekend. */
async function letPass(desk: TestDesk, duration: string) {
  desk.wait(duration)
  while ((await ring(desk)) > 0);
}

test('a case that stays open for two weeks is offered upward by its age alone, every date kept', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+34 600 000 014' } })
  await sendReply(desk, desk.admin, {
    ...(await desk.on(caseId)),
    body: 'A new drum is on its way.',
    visibility: 'private',
    asks: false,
  })
  const dueAt = desk
    .now()
    .add({ hours: 24 * 20 })
    .toString()
  await promise(desk, desk.admin, { ...(await desk.on(caseId)), what: 'The new drum is in.', dueAt })

  await letPass(desk, 'PT312H')
  expect(await desk.see(caseId)).toMatchObject({ offer: null, missed: 0 })

  await letPass(desk, 'PT25H')
  const { offer, events } = await desk.see(caseId)
  expect(offer).toMatchObject({ rung: { id: 'lead' }, trigger: 'policy' })
  expect(events.filter(({ type }) => type === 'day-passed').map(({ data }) => data)).toEqual([{ days: 14 }])
})

test('whoever writes again after our no is heard by somebody else', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  await closeAfterNo(desk, caseId)

  await desk.take({ body: 'My washing machine floods the kitchen, and your answer is wrong.' })

  const kase = await desk.see(caseId)
  expect(kase).toMatchObject({ state: 'open', offer: { rung: { id: 'second-line' } } })
  expect(kase.duties.why).toContainEqual(expect.objectContaining({ row: 'disagreed' }))
})

test('a colleague who opens a case again after a no does not disagree for the customer', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  await closeAfterNo(desk, caseId)

  await reopen(desk, desk.admin, await desk.on(caseId))

  expect((await desk.see(caseId)).duties.why).not.toContainEqual(
    expect.objectContaining({ row: 'disagreed' }),
  )
})
