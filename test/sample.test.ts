import { beforeAll, expect, test } from 'vitest'
import { loadSample, type Sample } from '#server/desk/sample/load-sample.ts'
import { readCompany, readStories } from '#server/desk/sample/story.ts'
import { showAudit } from '#server/desk/cases/show-desk.ts'
import { showCases } from '#server/desk/cases/show-cases.ts'
import type { Agent } from '#server/desk/command.ts'
import { seeAs } from '#server/desk/sample/explore-sample.ts'
import { holderOfPass } from '#server/desk/sign-in/passes.ts'
import { openSession } from '#server/desk/sign-in/sessions.ts'
import { showStaffing } from '#server/desk/colleagues/show-staffing.ts'
import { testDesk, type TestDesk } from './desk.ts'

const client = { address: '127.0.0.1', browser: null, system: null }

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
  expect(late.length).toBeLessThan(12)
  // A few on purpose, with several people, and not all of them slight: there is something to be done first.
  expect(new Set(late.map(({ owner }) => owner.id)).size).toBeGreaterThanOrEqual(5)
  expect(late.filter(({ severity }) => severity === 5).length).toBeGreaterThanOrEqual(1)
  expect(cases.filter(({ owner }) => owner.id === sample.agent).length).toBeGreaterThan(5)
})

test('each of its seats is taken by whoever the company says stands there', async () => {
  const { seats, members } = await readCompany()
  const rungOf = [
    ['agent', 'front'],
    ['lead', 'lead'],
    ['executive', 'executive'],
  ] as const
  for (const [role, seat] of Object.entries(seats))
    expect(members).toContainEqual(expect.objectContaining({ handle: seat, role }))
  const { rungs } = await showStaffing(desk, admin)
  for (const [role, rung] of rungOf)
    expect(rungs.find(({ id }) => id === rung)?.rota.map(({ who }) => who)).toContain(seats[role])
  const visitor = await openSession(desk, { org: sample.org, handle: sample.agent }, 'welcome', client)
  const sol = await holderOfPass(desk, visitor, ['session'])
  const lead = await holderOfPass(desk, await seeAs(desk, sol, 'lead', client), ['session'])
  expect(lead).toMatchObject({ handle: 'lene', name: 'Lene Aagaard' })
})

test('only mail claims to have been sent by the desk; what went by text or a network was given by hand', async () => {
  const rows = await desk.db.asOwner((tx) =>
    tx.rows<{ kind: string; by_hand: boolean }>(
      {
        name: 'replies of the sample',
        text: `select distinct coalesce(a.kind, m.channel) as kind, (e.data->>'byHand')::boolean as by_hand
        from events e join messages m on m.org_id = e.org_id and m.id::text = e.data->>'message'
        left join accounts a on a.org_id = m.org_id and a.id = m.account_id
        where e.org_id = $1 and e.type = 'reply-written' and not (e.data->>'byHand')::boolean`,
      },
      [sample.org],
    ),
  )
  expect(rows).toEqual([{ kind: 'email', by_hand: false }])
})

test('it is loaded once', async () => {
  expect(await loadSample(desk)).toMatchObject({ org: sample.org, untaken: [] })
})
