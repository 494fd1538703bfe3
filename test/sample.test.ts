import { beforeAll, expect, test } from 'vitest'
import { loadSample, type Sample } from '#server/desk/load-sample.ts'
import { readStories } from '#server/desk/sample/story.ts'
import { showAudit } from '#server/desk/show-desk.ts'
import { showCases } from '#server/desk/show-cases.ts'
import type { Agent } from '#server/desk/command.ts'
import { testDesk, type TestDesk } from './desk.ts'

let desk: TestDesk
let sample: Sample
let admin: Agent

beforeAll(async () => {
  // A Wednesday afternoon: half of what a story tells of today has happened by then.
  desk = await testDesk('2026-11-25T14:30:00Z')
  sample = await loadSample(desk)
  admin = { org: sample.org, handle: 'administrator', name: 'Kei Tanaka', role: 'admin', sees: null }
  await desk.settle()
  return () => desk.close()
}, 120_000)

test('the sample company has some three hundred cases, and sixty long stories among them', async () => {
  const { cases } = await showAudit(desk, admin)
  const stories = await readStories()
  expect(cases).toBeGreaterThanOrEqual(280)
  expect(stories.filter(({ steps }) => steps.length >= 4).length).toBeGreaterThanOrEqual(60)
  expect(new Set(stories.map(({ person }) => person.language)).size).toBeGreaterThanOrEqual(6)
})

test('its desk took every step that its stories tell', () => {
  expect(sample.untaken).toEqual([])
})

test('its books add up: every item has its end, and every open case an owner and a date', async () => {
  const audit = await showAudit(desk, admin)
  expect(audit.items).toBe(audit.opened + audit.joined + audit.setAside + audit.quarantined)
  expect(audit).toMatchObject({
    waiting: 0,
    ownerless: 0,
    clockless: 0,
    chainBroken: 0,
    inDoubt: 0,
    queued: 0,
  })
})

test('no two of its customers say the same', async () => {
  const said = (await readStories()).flatMap(({ steps }) =>
    steps.flatMap((step) => ('says' in step ? [step.says] : [])),
  )
  expect(new Set(said).size).toBe(said.length)
})

test('whoever looks at it finds work that is theirs, and a desk that is not on fire', async () => {
  const { cases } = await showCases(desk, admin, { state: 'open', limit: 200 })
  const late = cases.filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt < desk.now().toString())
  expect(cases.length).toBeGreaterThan(40)
  expect(late.length).toBeLessThan(10)
  expect(cases.filter(({ owner }) => owner.id === sample.agent).length).toBeGreaterThan(5)
})

test('it is loaded once', async () => {
  expect(await loadSample(desk)).toMatchObject({ org: sample.org, untaken: [] })
})
