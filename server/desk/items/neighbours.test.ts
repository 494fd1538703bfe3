import { expect, test } from 'vitest'
import { Refusal } from '#domain/refusal.ts'
import { aMail, deliver } from '#test/mail.ts'
import { neighbours } from '#test/neighbours.ts'
import { enterFacts } from '../cases/case-commands.ts'
import { confirmLink } from '../people/decide-link.ts'
import { acceptEscalation, escalate } from '../cases/escalate.ts'
import { merge } from '../cases/merge.ts'
import { keepPromise, promise } from '../cases/promise.ts'
import { showCase } from '../cases/show-case.ts'
import { showAudit } from '../cases/show-desk.ts'
import { openItem } from './understand-item.ts'

test('two organisations with the same customers have a case each, and neither knows of the other’s', async () => {
  const { ours, theirs, our, their } = await neighbours()

  expect([our.outcome, their.outcome]).toEqual(['opened', 'opened'])
  expect((await ours.see(our.caseId)).person?.id).not.toBe((await theirs.see(their.caseId)).person?.id)
  expect(await showAudit(ours, ours.admin)).toMatchObject({ items: 1, opened: 1, cases: 1 })
  expect(await showAudit(theirs, theirs.admin)).toMatchObject({ items: 1, opened: 1, cases: 1 })
})

test('two organisations get one mail each, when it is sent to both, and each answers its own thread', async () => {
  const { ours, theirs } = await neighbours()
  const mail = aMail({ messageId: 'both@example.org', subject: 'Invoice 4711', body: 'Charged twice.' })
  const [here] = await deliver(ours, mail)
  const [there] = await deliver(theirs, mail)

  const [again] = await deliver(
    theirs,
    aMail({ inReplyTo: 'both@example.org', subject: 'Re: Invoice 4711', body: 'And?' }),
  )

  expect(here?.outcome).toBe('opened')
  expect(again).toMatchObject({ outcome: 'joined', caseId: there?.caseId })
  expect((await ours.see(here?.caseId ?? '')).messages).toHaveLength(1)
})

test('two organisations never join each other’s cases by number or thread', async () => {
  const { ours, theirs, our, their } = await neighbours()
  const { number } = await theirs.see(their.caseId)

  const quoting = await ours.take({
    subject: `Re: [EH-${number + 1}]`,
    body: 'Hello?',
    inReplyTo: 'email:other',
  })

  expect(quoting.caseId).not.toBe(their.caseId)
  expect(
    (await ours.see(our.caseId)).messages.length + (await ours.see(quoting.caseId)).messages.length,
  ).toBeGreaterThan(1)
  expect((await theirs.see(their.caseId)).messages).toHaveLength(1)
})

test('a neighbour is told that there is no such thing, whatever of the other’s is named', async () => {
  const { ours, theirs, our, their } = await neighbours()
  const { caseId } = their
  const given = await promise(theirs, theirs.admin, {
    ...(await theirs.on(caseId)),
    what: 'A call.',
    dueAt: '2026-11-23T12:00:00Z',
  })
  const offered = await escalate(theirs, theirs.admin, { ...(await theirs.on(caseId)), reason: 'Help.' })
  const { seq } = await theirs.on(caseId)
  const on = { caseId, seq, key: 'foreign' }
  const onOurs = await ours.on(our.caseId)

  const asked = [
    showCase(ours, ours.admin, { caseId }),
    enterFacts(ours, ours.admin, { ...on, facts: { harm: 'none' } }),
    escalate(ours, ours.admin, { ...on, reason: 'Mine.' }),
    acceptEscalation(ours, ours.admin, { escalationId: offered.id }),
    keepPromise(ours, ours.admin, { promiseId: given.id, key: 'foreign promise' }),
    merge(ours, ours.admin, { ...onOurs, takes: caseId }),
    openItem(ours, ours.admin, { itemId: their.itemId }),
    confirmLink(ours, ours.admin, { linkId: crypto.randomUUID() }),
  ]

  for (const result of await Promise.allSettled(asked)) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } })
    expect(result.status === 'rejected' && result.reason).toBeInstanceOf(Refusal)
  }
  expect((await theirs.on(caseId)).seq).toBe(seq)
})
