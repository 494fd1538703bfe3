import { describe, expect, test } from 'vitest'
import { aDesk, aDeskAlone, type TestDesk } from '#test/desk.ts'
import { aMail, deliver } from '#test/mail.ts'
import { closeSettled } from '#test/settle-case.ts'
import { reopen } from '#server/desk/cases/case-commands.ts'
import { merge } from '#server/desk/cases/merge.ts'
import { forgetWords } from '#server/desk/cases/forget-words.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { setRetention, showRetention, showWhatWouldGo } from '#server/desk/people/retention.ts'
import { showAudit, showItems } from '#server/desk/cases/show-desk.ts'
import { addWaitingFile, keepWaiting } from '#server/desk/replies/waiting-files.ts'
import { showOriginal } from '#server/desk/cases/show-file.ts'
import { sql } from '#server/store/statement.ts'
import { auditSome, headTheHour, verifyHeads } from './audit-cases.ts'
import { forgetByRule } from './forget-by-rule.ts'

const forEver = { wordsMonths: null, originalsMonths: null, setAsideMonths: null }

const keep = (desk: TestDesk, rule: Partial<Parameters<typeof setRetention>[2]>) =>
  setRetention(desk, desk.admin, { ...forEver, key: crypto.randomUUID(), ...rule })

async function settled(desk: TestDesk, subject?: string): Promise<string> {
  const { caseId } = await desk.take(subject === undefined ? {} : { subject, body: subject })
  await close(desk, caseId)
  return caseId
}

async function close(desk: TestDesk, caseId: string) {
  const reply = { body: 'We repair it tomorrow.', visibility: 'private', asks: false } as const
  await sendReply(desk, desk.admin, { ...(await desk.on(caseId)), ...reply })
  await desk.db.withOrg(desk.org, (tx) =>
    tx.rows(sql`update work set state = 'done' where org_id = $1 and case_id = $2`, [desk.org, caseId]),
  )
  await closeSettled(desk, caseId, 'Ada says that it washes again.')
}

/** Every row that could hold somebody's words. */
const wordsLeft = (desk: TestDesk) =>
  desk.db.withOrg(desk.org, async (tx) => {
    const [row] = await tx.rows<{ left: number }>(
      sql`select ((select count(*) from message_words where org_id = $1) + (select count(*) from case_words where org_id = $1)
        + (select count(*) from remarks where org_id = $1) + (select count(*) from item_bytes where org_id = $1)
        + (select count(*) from attachments where org_id = $1) + (select count(*) from drafts where org_id = $1))::int as left`,
      [desk.org],
    )
    return row?.left
  })

const month = 'PT744H'

describe('the words of a closed case', () => {
  test('are erased when nobody has touched it for as long as the rule says, and the chain still holds', async () => {
    const desk = await aDeskAlone()
    const caseId = await settled(desk)
    await keep(desk, { wordsMonths: 2 })
    desk.wait(month)
    expect(await forgetByRule(desk)).toBe(0)
    desk.wait(month)

    expect(await forgetByRule(desk)).toBe(1)

    const kase = await desk.see(caseId)
    expect(kase).toMatchObject({ state: 'closed', subject: '' })
    expect(kase.messages.map(({ body, isErased }) => ({ body, isErased }))).toEqual([
      { body: '', isErased: true },
      { body: '', isErased: true },
    ])
    expect(kase.events[0]).toMatchObject({ type: 'words-erased', by: 'desk', data: { because: 'retention' } })
    expect(await wordsLeft(desk)).toBe(0)
    expect(await forgetByRule(desk)).toBe(0)
    await desk.settle()
    await headTheHour(desk)
    while ((await auditSome(desk, new Map())) > 0) await desk.settle()
    await verifyHeads(desk)
    expect(desk.alarms).toEqual([])
    expect(await showAudit(desk, desk.admin)).toMatchObject({
      items: 1,
      opened: 1,
      cases: 1,
      open: 0,
      chainBroken: 0,
    })
  })

  test('go with those of the cases that it took over, and not before', async () => {
    const desk = await aDesk()
    const { caseId: washer } = await desk.take()
    const { caseId: bill } = await desk.take({
      subject: 'Invoice 4711',
      body: 'The amount was charged twice.',
    })
    await merge(desk, desk.admin, { ...(await desk.on(washer)), takes: bill })
    await keep(desk, { wordsMonths: 1 })
    desk.wait(month)
    desk.wait(month)
    expect(await forgetByRule(desk)).toBe(0)
    expect(await wordsLeft(desk)).toBeGreaterThan(0)
    await close(desk, washer)
    desk.wait(month)
    desk.wait(month)

    expect(await forgetByRule(desk)).toBe(1)

    expect(await wordsLeft(desk)).toBe(0)
  })

  test('stay when somebody opens it again while the desk is about to erase them', async () => {
    const desk = await aDesk()
    const caseId = await settled(desk)
    desk.wait(month)
    const since = desk.now().subtract({ hours: 24 })
    await reopen(desk, desk.admin, { ...(await desk.on(caseId)) })

    expect(await forgetWords(desk, desk.org, caseId, since)).toBe(false)

    expect((await desk.see(caseId)).messages[0]).toMatchObject({ isErased: false })
  })

  test('that come after an erasure are erased in their turn', async () => {
    const desk = await aDesk()
    const caseId = await settled(desk)
    await keep(desk, { wordsMonths: 1 })
    desk.wait(month)
    desk.wait(month)
    await forgetByRule(desk)
    await reopen(desk, desk.admin, { ...(await desk.on(caseId)) })
    await close(desk, caseId)
    expect(await wordsLeft(desk)).toBeGreaterThan(0)
    desk.wait(month)
    desk.wait(month)

    expect(await forgetByRule(desk)).toBe(1)

    expect(await wordsLeft(desk)).toBe(0)
  })

  test('stay for ever where nobody has said how long', async () => {
    const desk = await aDesk()
    const caseId = await settled(desk)
    for (let n = 0; n < 40; n++) desk.wait(month)

    await forgetByRule(desk)

    expect((await desk.see(caseId)).messages[0]).toMatchObject({ isErased: false })
    expect(await showRetention(desk, desk.admin)).toEqual({ ...forEver, changedAt: null, changedBy: null })
  })
})

describe('raw items', () => {
  test('of cases and those set aside are erased by rules of their own', async () => {
    const desk = await aDesk()
    const { itemId } = await desk.take()
    await deliver(desk, aMail({ subject: 'Out of office', headers: ['Auto-Submitted: auto-replied'] }))
    await keep(desk, { setAsideMonths: 1 })
    desk.wait(month)
    desk.wait(month)

    expect(await forgetByRule(desk)).toBe(1)

    const { items } = await showItems(desk, desk.admin, { outcome: 'set-aside', limit: 10 })
    expect(items).toMatchObject([{ isErased: true, subject: '' }])
    await expect(showOriginal(desk, desk.admin, { itemId })).resolves.toBeDefined()
    await keep(desk, { originalsMonths: 1 })
    expect(await forgetByRule(desk)).toBe(1)
    await expect(showOriginal(desk, desk.admin, { itemId })).rejects.toThrow('erased')
  })
})

test('what a rule would erase is told before it is set', async () => {
  const desk = await aDesk()
  await settled(desk, 'The drum squeaks')
  await settled(desk, 'The bill is wrong')
  await deliver(desk, aMail({ subject: 'Out of office', headers: ['Auto-Submitted: auto-replied'] }))
  desk.wait(month)
  desk.wait(month)

  const ask = (months: number) =>
    showWhatWouldGo(desk, desk.admin, {
      wordsMonths: months,
      originalsMonths: months,
      setAsideMonths: months,
    })

  expect(await ask(1)).toEqual({ cases: 2, originals: 2, setAside: 1 })
  expect(await ask(3)).toEqual({ cases: 0, originals: 0, setAside: 0 })
})

test('how long words are kept is remembered with who said it and when', async () => {
  const desk = await aDesk()
  await keep(desk, { wordsMonths: 24 })

  expect(await showRetention(desk, desk.admin)).toEqual({
    ...forEver,
    wordsMonths: 24,
    changedAt: desk.now().toString(),
    changedBy: 'administrator',
  })
})

test('files for which no words came are gone after two hours from a form, after a day from a colleague', async () => {
  const desk = await aDeskAlone()
  const bytes = Buffer.from('It came broken.')
  await keepWaiting(desk, desk.org, 'form:never-sent', { name: 'letter.txt', bytes })
  await addWaitingFile(desk, desk.admin, { name: 'note.txt', bytes })
  const left = () =>
    desk.db.withOrg(desk.org, async (tx) =>
      (
        await tx.rows<{ name: string }>(sql`select name from waiting_files where org_id = $1`, [desk.org])
      ).map(({ name }) => name),
    )

  desk.wait('PT2H1M')
  await forgetByRule(desk)
  expect(await left()).toEqual(['note.txt'])
  desk.wait('PT22H')
  await forgetByRule(desk)
  expect(await left()).toEqual([])
})
