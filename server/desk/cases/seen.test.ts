import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { sql } from '#server/store/statement.ts'
import { assign, writeNote } from './case-commands.ts'
import { changesAfter } from './changes.ts'
import type { Agent } from '../command.ts'
import { confirmLink } from '../people/decide-link.ts'
import { acceptEscalation, escalate } from './escalate.ts'
import { merge } from './merge.ts'
import { showCase } from './show-case.ts'
import { lookAtItem } from '../items/look-at-item.ts'
import { setItemAside } from '../items/set-item-aside.ts'
import { showItems } from './show-desk.ts'
import { showOriginal } from './show-file.ts'
import { showSetAsideSample } from '../items/show-set-aside-sample.ts'
import { makeTeam } from '../colleagues/teams.ts'
import { openItem, retryItem } from '../items/understand-item.ts'

/** A desk whose mail comes for the team of bills, and whose telephone for every team; Ben is of repairs, and of no other. */
async function twoTeams() {
  const desk = await aDesk()
  for (const name of ['Bills', 'Repairs']) await makeTeam(desk, desk.admin, { name, sees: 'own', key: name })
  await desk.db.withOrg(desk.org, (tx) =>
    tx.rows(sql`update connections set team = 'bills' where channel = 'email' and org_id = $1`, [desk.org]),
  )
  const ben: Agent = { ...(await desk.colleague('ben')), sees: ['repairs'] }
  const { caseId, itemId } = await desk.take()
  return { desk, ben, caseId, itemId }
}

const note = async (desk: TestDesk, agent: Agent, caseId: string) =>
  writeNote(desk, agent, { ...(await desk.on(caseId)), body: 'Called back.' })

const none = 'There is no such case.'

describe('a case of another team', () => {
  test('is none to whoever sees only the cases of their own', async () => {
    const { desk, ben, caseId, itemId } = await twoTeams()

    await expect(showCase(desk, ben, { caseId })).rejects.toThrow(none)
    await expect(note(desk, ben, caseId)).rejects.toThrow(none)
    await expect(showOriginal(desk, ben, { itemId })).rejects.toThrow(none)
    await note(desk, { ...ben, sees: ['bills'] }, caseId)
    await note(desk, { ...ben, sees: null }, caseId)
  })

  test('is seen by whom it is given to', async () => {
    const { desk, ben, caseId } = await twoTeams()

    await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: 'ben' })

    expect(await showCase(desk, ben, { caseId })).toMatchObject({ owner: { id: 'ben' } })
  })

  test('is seen by whom it is offered to, who can accept it', async () => {
    const { desk, ben, caseId } = await twoTeams()
    const asked = { ...(await desk.on(caseId)), to: 'ben', reason: 'You know these machines.' }
    const { ladder } = await desk.see(caseId)
    const offer = await escalate(desk, desk.admin, { ...asked, rung: ladder.at(-1)?.id })

    await showCase(desk, ben, { caseId })
    await acceptEscalation(desk, ben, { escalationId: offer.id })

    expect((await desk.see(caseId)).owner.id).toBe('ben')
  })

  test('cannot be merged by whoever does not see it', async () => {
    const { desk, ben, caseId } = await twoTeams()
    const { caseId: called } = await desk.take({ channel: 'phone', from: { phone: '+49 30 1234567' } })

    await expect(merge(desk, ben, { ...(await desk.on(called)), takes: caseId })).rejects.toThrow(none)
  })

  test('is told to nobody who listens and does not see it', async () => {
    const { desk, ben, caseId } = await twoTeams()
    const { caseId: called } = await desk.take({ channel: 'phone', from: { phone: '+49 30 1234567' } })
    await desk.settle()

    const heard = await changesAfter(desk, ben, 0, 100)

    expect(heard.filter(({ isSeen }) => isSeen).map(({ change }) => change.caseId)).toEqual([called])
    expect(heard.filter(({ isSeen }) => !isSeen).map(({ change }) => change.caseId)).toEqual([caseId])
  })

  test('and a link to it are hidden on a case that is seen', async () => {
    const { desk, ben, caseId } = await twoTeams()
    const { caseId: called } = await desk.take({
      channel: 'phone',
      from: { email: 'ada@example.org' },
      subject: 'Wrong amount on invoice 4711',
      body: 'You charged the instalment twice in October.',
    })
    const [link] = (await desk.see(called)).links
    expect(link?.caseId).toBe(caseId)

    expect((await showCase(desk, ben, { caseId: called })).links).toEqual([])
    await expect(confirmLink(desk, ben, { linkId: link?.id ?? '' })).rejects.toThrow('There is no such link.')
  })
})

test('a case that came by a connection of no team is seen by every team', async () => {
  const { desk, ben } = await twoTeams()
  const { caseId } = await desk.take({ channel: 'phone', from: { phone: '+49 30 1234567' } })

  expect(await showCase(desk, ben, { caseId })).toMatchObject({ id: caseId })
})

describe('an item that came by a connection of another team', () => {
  const noItem = 'There is no such item.'

  test('is in no list of whoever sees only their own', async () => {
    const { desk, ben } = await twoTeams()
    const { itemId } = await desk.take({ from: {} })
    const listed = async (agent: Agent, outcome: 'quarantined' | 'set-aside') =>
      (await showItems(desk, agent, { outcome, limit: 10 })).items.map(({ id }) => id)
    const sampled = async (agent: Agent) => (await showSetAsideSample(desk, agent)).items.map(({ id }) => id)
    const bella = { ...ben, handle: 'bella', sees: ['bills'] }

    expect(await listed(ben, 'quarantined')).toEqual([])
    expect(await listed(bella, 'quarantined')).toEqual([itemId])
    await expect(setItemAside(desk, ben, { itemId, because: 'spam', key: 'ben' })).rejects.toThrow(noItem)
    await setItemAside(desk, bella, { itemId, because: 'spam', key: 'bella' })
    await desk.db.withOrg(desk.org, (tx) =>
      tx.rows(sql`update items set looked_at = null where id = $1`, [itemId]),
    )

    expect(await listed(ben, 'set-aside')).toEqual([])
    expect(await sampled(ben)).toEqual([])
    expect(await listed(bella, 'set-aside')).toEqual([itemId])
    expect(await sampled(bella)).toEqual([itemId])
  })

  test('can neither be read nor made a case by them', async () => {
    const { desk, ben } = await twoTeams()
    const { itemId } = await desk.take({ from: {} })

    await expect(showOriginal(desk, ben, { itemId })).rejects.toThrow(noItem)
    await expect(openItem(desk, ben, { itemId })).rejects.toThrow(noItem)
    await expect(retryItem(desk, ben, { itemId })).rejects.toThrow(noItem)
    await expect(lookAtItem(desk, ben, { itemId, right: false, key: 'ben' })).rejects.toThrow(noItem)
  })

  test('is shown to whoever it was given to look after', async () => {
    const { desk, ben } = await twoTeams()
    const { itemId } = await desk.take({ from: {} })
    await desk.db.withOrg(desk.org, (tx) =>
      tx.rows(sql`update items set owner = 'ben' where id = $1`, [itemId]),
    )

    const { items } = await showItems(desk, ben, { outcome: 'quarantined', limit: 10 })

    expect(items.map(({ id }) => id)).toEqual([itemId])
    expect(await showOriginal(desk, ben, { itemId })).toMatchObject({ name: `${itemId}.json` })
  })
})
