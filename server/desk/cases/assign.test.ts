import { expect, test } from 'vitest'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { as } from '#test/aldera.ts'
import { aDesk } from '#test/desk.ts'
import { makeToken } from '../colleagues/tokens.ts'
import { assign } from './case-commands.ts'
import { acceptEscalation, escalate } from './escalate.ts'
import { showCounts } from './show-counts.ts'

/** A case on the front line that ann has offered to the lead, lee. */
async function anOffered() {
  const desk = await aDesk('2026-11-23T09:00:00Z')
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim', 'bo'])
  const { caseId } = await desk.take()
  await escalate(desk, await desk.colleague('ann'), { ...(await desk.on(caseId)), reason: 'I need help' })
  const give = async (owner: string) => assign(desk, desk.admin, { ...(await desk.on(caseId)), owner })
  return { desk, give, see: () => desk.see(caseId) }
}

test('help that a colleague asked for is not awaited any more once the case is given to somebody', async () => {
  const { give, see } = await anOffered()
  expect((await see()).offer?.to).toMatchObject({ id: 'lee' })
  await give('bo')
  const { offer, owner, rung } = await see()
  expect({ offer, owner: owner.id, rung: rung.id }).toEqual({ offer: null, owner: 'bo', rung: 'front' })
})

test('given to whom the offer asks, the case is theirs on the rung that asked', async () => {
  const { give, see } = await anOffered()
  await give('lee')
  const { offer, owner, rung } = await see()
  expect({ offer, owner: owner.id, rung: rung.id }).toEqual({ offer: null, owner: 'lee', rung: 'lead' })
})

test('a case is given to people only, and only they take one: no program answers for it', async () => {
  const { desk, give, see } = await anOffered()
  await makeToken(desk, desk.org, { name: 'The pager', handle: 'pager', role: 'lead' })

  await expect(give('pager')).rejects.toThrow('“The pager” is a program with a token.')
  const { id, offer } = await see()
  const asked = { ...(await desk.on(id)), to: 'pager', reason: 'Somebody look' }
  await expect(escalate(desk, desk.admin, asked)).rejects.toThrow('“The pager” is a program with a token.')
  const accepted = acceptEscalation(
    desk,
    { ...as(desk, 'pager'), role: 'lead' },
    { escalationId: offer?.id ?? '' },
  )
  await expect(accepted).rejects.toThrow('A program takes no case')

  expect(await see()).toMatchObject({ owner: { id: 'ann' }, offer: { to: { id: 'lee' } } })
})

test('whoever gives a case away says what is to be done: a note that tells whom it is given to', async () => {
  const { desk, see } = await anOffered()
  const on = await desk.on((await see()).id)
  await assign(desk, desk.admin, { ...on, owner: 'bo', remark: 'Ring her on Wednesday by noon.' })

  const { messages, owner } = await see()
  expect(owner.id).toBe('bo')
  expect(messages.filter(({ direction }) => direction === 'note').map(({ body }) => body)).toContain(
    '@bo Ring her on Wednesday by noon.',
  )
  const { mentioned } = await showCounts(desk, { ...as(desk, 'bo'), role: 'agent' })
  expect(mentioned).toMatchObject({ count: 1 })
})
