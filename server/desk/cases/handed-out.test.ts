import { expect, test } from 'vitest'
import { sql } from '#server/store/statement.ts'
import { aDesk, aDeskAlone } from '#test/desk.ts'
import { answerPage } from '../notices/answer-page.ts'
import { showPages } from '../notices/show-pages.ts'
import { passTelling, tellOn } from '#test/tell-on.ts'
import { enterAbsence } from '../colleagues/enter-absence.ts'
import { staffRung } from '../colleagues/staff-rung.ts'
import { changeTeam, makeTeam } from '../colleagues/teams.ts'
import type { Agent } from '../command.ts'
import { escalate } from './escalate.ts'
import { showCase } from './show-case.ts'
import { showItems } from './show-desk.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const office = { days: [...days], from: '08:00', to: '18:00' }

/** A desk whose mail is for Bea's team alone; she and Anton, of another team, stand on the front line and the two rungs above. */
async function confidential(opened = aDesk()) {
  const desk = await opened
  for (const handle of ['bea', 'anton']) await desk.colleague(handle)
  for (const [name, member] of [
    ['Confidential', 'bea'],
    ['Everyday', 'anton'],
  ] as const)
    await makeTeam(desk, desk.admin, { name, sees: 'own', members: [member], key: name })
  await desk.db.withOrg(desk.org, (tx) =>
    tx.rows(sql`update connections set team = 'confidential' where channel = 'email' and org_id = $1`, [
      desk.org,
    ]),
  )
  const rota = ['anton', 'bea'].map((who) => ({ who, ...office }))
  for (const rung of ['front', 'lead', 'second-line'])
    await staffRung(desk, desk.admin, {
      rung,
      version: 0,
      zone: 'Europe/Berlin',
      hours: [office],
      rota,
      key: rung,
    })
  const owners = async (channel: 'email' | 'phone' = 'email') => {
    const taken = []
    for (const name of channel === 'email' ? ['Ada', 'Boris', 'Cleo', 'Dan'] : ['Eda', 'Finn', 'Gil', 'Hugo'])
      taken.push(
        await desk.take({
          channel,
          from: { email: `${name}@example.org` },
          subject: name,
          body: `${name} asks.`,
        }),
      )
    const cases = await Promise.all(taken.map(({ caseId }) => desk.see(caseId)))
    return new Set(cases.map(({ owner }) => owner.id))
  }
  return { desk, owners }
}

const fewDays = { from: '2026-11-20T00:00:00Z', until: '2026-11-27T00:00:00Z' }

test('the cases of a team are given to those of its rung who may see them, the cases of no team to all', async () => {
  const { owners } = await confidential()
  expect(await owners()).toEqual(new Set(['bea']))
  expect(await owners('phone')).toEqual(new Set(['anton', 'bea']))
})

test('they are given to the others while none of those who may see them is on duty', async () => {
  const { desk, owners } = await confidential()
  await enterAbsence(desk, desk.admin, { who: 'bea', ...fewDays, key: 'away' })
  expect(await owners()).toEqual(new Set(['anton']))
})

test('whoever is asked on the rung above may see the case, and whoever comes into its team is asked at once', async () => {
  const { desk } = await confidential()
  const asked = async (name: string) => {
    const { caseId } = await desk.take({
      from: { email: `${name}@example.org` },
      subject: name,
      body: `${name} asks.`,
    })
    await escalate(desk, desk.admin, {
      ...(await desk.on(caseId)),
      rung: 'lead',
      reason: 'Please look at it.',
    })
    return (await desk.see(caseId)).offer?.to?.id
  }
  expect([await asked('Ada'), await asked('Boris')]).toEqual(['bea', 'bea'])

  const team = { teamId: 'confidential', name: 'Confidential', sees: 'own' as const }
  await changeTeam(desk, desk.admin, { ...team, members: ['anton', 'bea'] })
  expect(new Set([await asked('Cleo'), await asked('Dan')])).toEqual(new Set(['anton', 'bea']))
})

test('what cannot be understood is for somebody who may see it', async () => {
  const { desk } = await confidential()
  const { itemId } = await desk.take({ from: {} })
  const { items } = await showItems(desk, desk.admin, { outcome: 'quarantined', limit: 10 })
  expect(items.find(({ id }) => id === itemId)?.owner).toBe('bea')
})

test('whoever is called to a danger may say that they have it, and has the case then, whatever else they see', async () => {
  const { desk } = await confidential(aDeskAlone())
  const anton: Agent = { org: desk.org, handle: 'anton', name: 'anton', role: 'agent', sees: ['everyday'] }
  const { caseId } = await desk.take({
    body: 'The washer gave me an electric shock and smoke came out of it.',
  })
  await tellOn(desk, null)
  expect((await showPages(desk, anton)).pages).toEqual([])

  // Bea is called twice and does not answer; then whoever else is there.
  await passTelling(desk, 'PT15M', { relayUrl: null, step: 'PT5M' })
  const [page] = (await showPages(desk, anton)).pages
  expect(page?.calls.map(({ to }) => to.id)).toContain('anton')
  await answerPage(desk, anton, { pageId: page?.id ?? '' })
  expect((await showCase(desk, anton, { caseId })).owner.id).toBe('anton')
})
