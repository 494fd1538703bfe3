import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { letLeave } from '#test/mail.ts'
import { sql } from '#server/store/statement.ts'
import { sendReply } from './send-reply.ts'
import { confirmArrival } from './settle-sending.ts'
import { showDoubts } from './show-doubts.ts'

/** A case whose reply may have left and may not. */
async function inDoubt(desk: TestDesk, subject = 'My washing machine floods the kitchen') {
  const { caseId } = await desk.take({ subject, body: subject })
  const reply = { body: 'We repair it tomorrow.', visibility: 'private', asks: false } as const
  const { id } = await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  await letLeave(desk, { outcome: 'in-doubt', because: 'The line was cut.' })
  return { caseId, messageId: id }
}

test('a reply in doubt is listed with its case, to whom, why and until when', async () => {
  const desk = await aDesk()
  const { caseId, messageId } = await inDoubt(desk)
  const { deadlines, number } = await desk.see(caseId)

  const { doubts } = await showDoubts(desk, desk.admin)

  expect(doubts).toEqual([
    {
      messageId,
      caseId,
      number,
      subject: 'My washing machine floods the kitchen',
      person: 'Ada',
      address: 'ada@example.org',
      owner: expect.objectContaining({ id: expect.any(String) }),
      writtenAt: desk.now().toString(),
      because: 'The line was cut.',
      dueAt: deadlines.find(({ kind }) => kind === 'in-doubt-by')?.dueAt,
      body: 'We repair it tomorrow.',
    },
  ])
})

test('what is settled is in doubt no longer', async () => {
  const desk = await aDesk()
  const { messageId } = await inDoubt(desk)

  await confirmArrival(desk, desk.admin, { messageId, key: 'arrived' })

  expect(await showDoubts(desk, desk.admin)).toEqual({ doubts: [] })
})

test('whoever may not see a case does not see its doubts', async () => {
  const desk = await aDesk()
  const { caseId } = await inDoubt(desk)
  await desk.db.withOrg(desk.org, (tx) =>
    tx.rows(sql`update cases set team = 'bills' where org_id = $1 and id = $2`, [desk.org, caseId]),
  )
  const sam = await desk.colleague('sam')

  expect((await showDoubts(desk, { ...sam, sees: ['washers'] })).doubts).toEqual([])
  expect((await showDoubts(desk, { ...sam, sees: ['bills'] })).doubts).toHaveLength(1)
})
