import { expect, test } from 'vitest'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { weekDays } from '#domain/policy/staffing.ts'
import { aDesk } from '#test/desk.ts'
import { acceptEscalation, escalate } from '../cases/escalate.ts'
import { changeAbsence, enterAbsence, withdrawAbsence } from './enter-absence.ts'
import { changePerson, invitePerson } from './people.ts'
import { showStaffing } from './show-staffing.ts'
import { signInByLink } from '../sign-in/sign-in.ts'
import { staffRung } from './staff-rung.ts'

const office = { days: weekDays.slice(0, 5), from: '08:00', to: '18:00' }
const zone = 'Europe/Berlin'
let keys = 0
const key = () => `key-${++keys}`

/** A desk with a ladder of three rungs, at which ann, lee and kim stand. */
async function aStaffedDesk() {
  const desk = await aDesk('2026-11-23T09:00:00Z')
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim', 'bo'])
  return desk
}

const front = { rung: 'front', version: 0, zone, hours: [office], rota: [{ who: 'bo', ...office }] }

test('who stands on a rung changes at once for cases that were opened before, whatever policy judges them', async () => {
  const desk = await aStaffedDesk()
  const { caseId } = await desk.take()
  const lead = await desk.colleague('boss', 'lead')
  await desk.publish(aPolicy(), [])
  await staffRung(desk, lead, { ...front, rung: 'lead', key: key() })
  await escalate(desk, lead, { ...(await desk.on(caseId)), reason: 'I need help' })
  expect((await desk.see(caseId)).offer?.to).toMatchObject({ id: 'bo' })
})

test('a rung that a new policy has no more can be staffed for as long as an open case climbs by it', async () => {
  const desk = await aStaffedDesk()
  const { caseId } = await desk.take()
  const renamed: unknown = JSON.parse(JSON.stringify(aPolicy()).replaceAll('"lead"', '"second-line"'))
  await desk.publish(renamed, ['ann'])
  desk.wait('PT1S')

  const { rungs } = await showStaffing(desk, desk.admin)
  expect(rungs.map(({ id, keptFor }) => `${id} ${keptFor}`)).toEqual([
    'front 0',
    'second-line 0',
    'chief 0',
    'lead 1',
  ])

  await staffRung(desk, desk.admin, { ...front, rung: 'lead', key: key() })
  const ann = await desk.colleague('ann')
  await escalate(desk, ann, { ...(await desk.on(caseId)), reason: 'I need help' })
  expect((await desk.see(caseId)).offer?.to).toMatchObject({ id: 'bo' })
})

test('another process notices within a second who stands where now', async () => {
  const desk = await aStaffedDesk()
  const { openPolicies } = await import('../policy/policies.ts')
  const other = { ...desk, policies: openPolicies(desk.now) }
  expect((await showStaffing(other, desk.admin)).rungs[0]?.onDuty).toEqual(['ann'])
  await staffRung(desk, desk.admin, { ...front, key: key() })
  desk.wait('PT1S')
  expect((await showStaffing(other, desk.admin)).rungs[0]?.onDuty).toEqual(['bo'])
})

test('new offers go to whoever stands in, and an offer made before the absence is not taken back', async () => {
  const desk = await aStaffedDesk()
  const [before, after] = [await desk.take(), await desk.take({ subject: 'The lid', body: 'It is bent.' })]
  const ann = await desk.colleague('ann')
  await escalate(desk, ann, { ...(await desk.on(before.caseId)), reason: 'I need help' })
  const { id } = await enterAbsence(desk, desk.admin, {
    who: 'lee',
    from: '2026-11-23T00:00:00Z',
    until: '2026-11-25T00:00:00Z',
    standIn: 'bo',
    note: 'training',
    key: key(),
  })
  await escalate(desk, ann, { ...(await desk.on(after.caseId)), reason: 'I need help' })
  expect((await desk.see(before.caseId)).offer?.to).toMatchObject({ id: 'lee' })
  const { offer } = await desk.see(after.caseId)
  expect(offer?.to).toMatchObject({ id: 'bo' })
  const bo = await desk.colleague('bo')
  await acceptEscalation(desk, bo, { escalationId: offer?.id ?? '', key: key() })
  expect((await desk.see(after.caseId)).owner).toMatchObject({ id: 'bo' })

  await withdrawAbsence(desk, desk.admin, { absenceId: id, key: key() })
  expect((await showStaffing(desk, desk.admin)).rungs[1]?.onDuty).toEqual(['lee'])
})

test('a rota that leaves a hole is refused with the stretch, unless somebody says why', async () => {
  const desk = await aStaffedDesk()
  const lunch = [
    { who: 'bo', ...office, to: '12:00' },
    { who: 'bo', ...office, from: '14:00' },
    { who: 'ann', ...office, days: weekDays.slice(0, 4) },
  ]
  const holed = { ...front, rota: lunch, key: key() }
  await expect(staffRung(desk, desk.admin, holed)).rejects.toThrow(
    'Nobody covers The front rung on Friday 27 November, 12:00–14:00.',
  )
  const kept = await staffRung(desk, desk.admin, {
    ...holed,
    anyway: { because: 'The counter is closed then.' },
    key: key(),
  })
  expect(kept).toMatchObject({ version: 1, holeBecause: 'The counter is closed then.' })
  expect(kept.holes).toHaveLength(2)
})

test('whoever opens no cases is put on no rung, stands in for nobody, and cannot become such while on one', async () => {
  const desk = await aStaffedDesk()
  const pia = await invitePerson(desk, desk.admin, {
    name: 'Pia',
    email: 'pia@example.org',
    role: 'policy',
    teams: [],
    key: key(),
  })
  const rota = [{ who: pia.id, ...office }]
  await expect(staffRung(desk, desk.admin, { ...front, rota, key: key() })).rejects.toThrow(
    'Pia is Policy owner and opens no cases: choose somebody else for The front rung.',
  )
  const gone = { who: 'lee', from: '2026-11-24T00:00:00Z', until: '2026-11-25T00:00:00Z', key: key() }
  await expect(enterAbsence(desk, desk.admin, { ...gone, standIn: pia.id })).rejects.toThrow('to stand in')
  await expect(changePerson(desk, desk.admin, { handle: 'ann', role: 'analyst' })).rejects.toThrow(
    'Take them off it first.',
  )
  await staffRung(desk, desk.admin, { ...front, key: key() })
  await changePerson(desk, desk.admin, { handle: 'ann', role: 'analyst' })
})

test('an absence is said anew in one step, also where the new days overlap the old ones', async () => {
  const desk = await aStaffedDesk()
  const gone = { from: '2026-11-24T00:00:00Z', until: '2026-11-25T00:00:00Z' }
  const { id } = await enterAbsence(desk, desk.admin, { ...gone, who: 'lee', standIn: 'bo', key: key() })
  const longer = { absenceId: id, ...gone, until: '2026-11-27T00:00:00Z', note: 'training' }
  const ann = await desk.colleague('ann')
  await expect(changeAbsence(desk, ann, { ...longer, key: key() })).rejects.toThrow('A lead can')
  await changeAbsence(desk, desk.admin, { ...longer, key: key() })
  const { absences } = await showStaffing(desk, desk.admin)
  expect(absences).toMatchObject([{ who: 'lee', until: longer.until, standIn: null, note: 'training' }])
  await expect(changeAbsence(desk, desk.admin, { ...longer, key: key() })).rejects.toThrow('no such absence')
})

test('a rung without anybody, by a name that nobody has, or by a clock that runs backward is refused', async () => {
  const desk = await aStaffedDesk()
  const top = { ...front, rung: 'chief', rota: [{ who: 'nobody', ...office }], anyway: { because: 'x' } }
  await expect(staffRung(desk, desk.admin, { ...top, key: key() })).rejects.toThrow('needs somebody by name')
  const backward = { ...front, hours: [{ ...office, from: '18:00', to: '08:00' }], key: key() }
  await expect(staffRung(desk, desk.admin, backward)).rejects.toThrow('ends before it begins')
  await expect(staffRung(desk, desk.admin, { ...front, zone: 'Nowhere/At all', key: key() })).rejects.toThrow(
    'Europe/Berlin',
  )
  const { staffRung: contract } = await import('#contract/staffing.ts')
  expect(contract.input.safeParse({ ...front, rota: [], key: key() }).success).toBe(false)
})

test('of two who change a rung at once, the second is told', async () => {
  const desk = await aStaffedDesk()
  await staffRung(desk, desk.admin, { ...front, key: key() })
  await expect(staffRung(desk, desk.admin, { ...front, key: key() })).rejects.toThrow('Somebody else')
})

test('an agent says when they are away themselves, not when others are, and reads no notes about others', async () => {
  const desk = await aStaffedDesk()
  const ann = await desk.colleague('ann')
  const gone = { from: '2026-11-24T00:00:00Z', until: '2026-11-25T00:00:00Z' }
  await enterAbsence(desk, ann, { ...gone, who: 'ann', note: 'dentist', key: key() })
  await expect(enterAbsence(desk, ann, { ...gone, who: 'lee', key: key() })).rejects.toThrow('A lead can')
  await expect(enterAbsence(desk, desk.admin, { ...gone, who: 'ann', key: key() })).rejects.toThrow('already')
  await enterAbsence(desk, desk.admin, { ...gone, who: 'lee', note: 'surgery', key: key() })
  const { absences } = await showStaffing(desk, ann)
  expect(absences.map(({ who, note }) => [who, note])).toEqual([
    ['ann', 'dentist'],
    ['lee', null],
  ])
})

test('whoever has left us is not on duty any more', async () => {
  const desk = await aStaffedDesk()
  await staffRung(desk, desk.admin, {
    ...front,
    rota: [...front.rota, { who: 'ann', ...office }],
    key: key(),
  })
  const { endMember } = await import('#server/store/members.ts')
  await desk.db.withOrg(desk.org, (tx) => endMember(tx, 'bo', desk.now().toString()))
  desk.policies.lookAgain(desk.org)
  expect((await showStaffing(desk, desk.admin)).rungs[0]?.onDuty).toEqual(['ann'])
})

test('whoever was invited and has never signed in is not counted as there: their hours are a hole until they come', async () => {
  const desk = await aStaffedDesk()
  const invited = await invitePerson(desk, desk.admin, {
    name: 'Ben Osei',
    email: 'ben@people.example',
    role: 'agent',
    teams: [],
    key: key(),
  })
  await staffRung(desk, desk.admin, { ...front, rota: [{ who: invited.id, ...office }], key: key() })

  const before = await showStaffing(desk, desk.admin)
  expect(before.notYet).toEqual([invited.id])
  expect(before.rungs[0]).toMatchObject({ onDuty: [] })
  expect(before.rungs[0]?.holes[0]).toEqual({ from: '2026-11-23T09:00:00Z', until: '2026-11-23T17:00:00Z' })

  const home = { client: { address: '203.0.113.7', browser: null, system: null }, cookies: {} }
  await signInByLink(desk, invited, home)
  const after = await showStaffing(desk, desk.admin)
  expect(after.notYet).toEqual([])
  expect(after.rungs[0]).toMatchObject({ onDuty: [invited.id], holes: [] })
})

test('a new case goes to whoever has signed in, not to a colleague who was invited a minute ago', async () => {
  const desk = await aStaffedDesk()
  const invited = await invitePerson(desk, desk.admin, {
    name: 'Ben Osei',
    email: 'ben@people.example',
    role: 'agent',
    teams: [],
    key: key(),
  })
  let counted = 0
  const takeFrom = (name: string) => {
    counted += 1
    return desk.take({ from: { email: `${name}${counted}@example.org`, name } })
  }
  const rota = ['bo', invited.id].map((who) => ({ who, ...office }))
  await staffRung(desk, desk.admin, { ...front, rota, key: key() })
  const owners = async () => {
    const taken = [await takeFrom('ada'), await takeFrom('cleo')]
    return Promise.all(taken.map(async ({ caseId }) => (await desk.see(caseId)).owner?.id))
  }
  expect(await owners()).toEqual(['bo', 'bo'])

  await signInByLink(desk, invited, {
    client: { address: '203.0.113.7', browser: null, system: null },
    cookies: {},
  })
  desk.policies.lookAgain(desk.org)
  expect(new Set(await owners())).toEqual(new Set(['bo', invited.id]))
})
