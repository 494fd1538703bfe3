import { expect, test } from 'vitest'
import { ring } from '#server/work/clock.ts'
import { aDesk } from '#test/desk.ts'
import { letLeave } from '#test/mail.ts'
import { showPolicy } from '../cases/show-desk.ts'
import { rulesUnlessSaid } from '#domain/remedy/caps.ts'
import { saveRemedyRules } from '../remedies/remedy-rules.ts'
import { promise } from '../cases/promise.ts'
import { sendReply } from '../replies/send-reply.ts'
import { showDossier } from './show-dossier.ts'

test('a dossier reads what it rests on, however many clocks were set, and says when it does not tell all', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const dueAt = desk.now().add({ hours: 30 }).toString()
  await promise(desk, desk.admin, { ...(await desk.on(caseId)), what: 'A call', dueAt })
  const reply = { body: 'We ring on Tuesday.', visibility: 'private', asks: false } as const
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  await letLeave(desk)
  desk.wait('PT100H')
  while ((await ring(desk)) > 0);

  const whole = await showDossier(desk, desk.admin, { caseId })
  expect(whole.isWhole).toBe(true)
  const told = whole.lines.map(({ part, says }) => `${part}: ${says}`)
  for (const line of [
    'failures: failed',
    'promises: promised',
    'clocks: owed',
    'policy: severity',
    'happened: wrote',
  ])
    expect(told).toContain(line)

  const newest = await showDossier(desk, desk.admin, { caseId }, 3)
  expect(newest.isWhole).toBe(false)
  expect(newest.lines.length).toBeLessThan(whole.lines.length)
  expect(newest.lines.map(({ says }) => says)).toContain('severity')
})

test('what policy owes is in the currency of the house, and so are the amounts of its policy', async () => {
  const desk = await aDesk()
  await saveRemedyRules(desk, desk.admin, { ...rulesUnlessSaid, currency: 'GBP', key: 'pounds' })
  const { caseId } = await desk.take({ facts: { topic: 'product' } })

  const { lines } = await showDossier(desk, desk.admin, { caseId })

  expect(lines.find(({ says }) => says === 'remedy')?.values).toMatchObject({ upTo: 1000, currency: 'GBP' })
  expect(await showPolicy(desk, desk.admin)).toMatchObject({ currency: 'GBP' })
})
