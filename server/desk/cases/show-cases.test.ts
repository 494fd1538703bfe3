import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { closeSettled } from '#test/settle-case.ts'
import { assign, enterFacts } from './case-commands.ts'
import type { Agent } from '../command.ts'
import { escalate } from './escalate.ts'
import { setHomeCountry } from '../people/home-country.ts'
import { showCases } from './show-cases.ts'
import { showCounts } from './show-counts.ts'
import { suggest } from '../people/suggest.ts'

type Asked = Partial<Parameters<typeof showCases>[2]>

const list = async (desk: TestDesk, asked: Asked = {}, by: Agent = desk.admin) =>
  (await showCases(desk, by, { state: 'open', limit: 200, ...asked })).cases

const ids = async (...asked: Parameters<typeof list>) => (await list(...asked)).map(({ id }) => id)

let counted = 0
/** A case of a person of its own. */
const aCase = async (desk: TestDesk, parts: Parameters<TestDesk['take']>[0] = {}) =>
  (await desk.take({ from: { email: `p${++counted}@example.org`, name: `Person ${counted}` }, ...parts }))
    .caseId

/** Gives a case to a team, as its connection would. */
const ofTeam = (desk: TestDesk, caseId: string, team: string) =>
  desk.db.asOwner((tx) =>
    tx.rows({ name: `team ${team}`, text: 'update cases set team = $2 where id = $1' }, [caseId, team]),
  )

test('each filter shows what it says, and together they show what all of them say', async () => {
  const desk = await aDesk()
  const teo = await desk.colleague('teo')
  const [plain, hers, public_, grave, closed] = [
    await aCase(desk),
    await aCase(desk),
    await aCase(desk, { channel: 'social', public: true, from: { handle: 'zoe', network: 'masto' } }),
    await aCase(desk),
    await aCase(desk),
  ]
  await assign(desk, desk.admin, { ...(await desk.on(hers)), owner: 'teo' })
  await enterFacts(desk, desk.admin, { ...(await desk.on(grave)), facts: { harm: 'safety' } })
  await closeSettled(desk, closed)

  expect(new Set(await ids(desk))).toEqual(new Set([plain, hers, public_, grave]))
  expect(await ids(desk, { owner: 'me' }, teo)).toEqual([hers])
  expect(await ids(desk, { public: true })).toEqual([public_])
  expect(await ids(desk, { severity: 5 })).toEqual([grave])
  expect(await ids(desk, { state: 'closed' })).toEqual([closed])
  expect(await ids(desk, { turn: 'customers' })).toEqual([])
  expect(await ids(desk, { owner: 'me', turn: 'ours', public: false }, teo)).toEqual([hers])
  expect(await list(desk, { state: 'any' })).toHaveLength(5)
})

test('who sees only their teams is shown those, what is of no team, and what is theirs or offered to them', async () => {
  const desk = await aDesk()
  const mara: Agent = { ...(await desk.colleague('mara')), sees: ['north'] }
  const [free, north, south, hers, offered] = [
    await aCase(desk),
    await aCase(desk),
    await aCase(desk),
    await aCase(desk),
    await aCase(desk),
  ]
  await ofTeam(desk, north, 'north')
  for (const id of [south, hers, offered]) await ofTeam(desk, id, 'south')
  await assign(desk, desk.admin, { ...(await desk.on(hers)), owner: 'mara' })
  await escalate(desk, desk.admin, { ...(await desk.on(offered)), to: 'mara', reason: 'Please.' })

  expect(new Set(await ids(desk, {}, mara))).toEqual(new Set([free, north, hers, offered]))
  expect(await ids(desk, { team: 'south' }, mara)).toHaveLength(2)
  expect(await ids(desk, { q: 'washing' }, mara)).not.toContain(south)
  const counts = await showCounts(desk, mara)
  expect([counts.open.count, counts.offered.count, counts.mine.count]).toEqual([4, 1, 1])
  expect((await showCounts(desk, desk.admin)).open.count).toBe(5)
})

test('pages follow each other without a gap or a double, also while cases move', async () => {
  const desk = await aDesk()
  for (let made = 0; made < 14; made++) {
    await aCase(desk)
    desk.wait('PT1M')
  }
  const all = await ids(desk)
  const first = await showCases(desk, desk.admin, { state: 'open', limit: 5 })
  const second = await showCases(desk, desk.admin, { state: 'open', limit: 5, after: first.next ?? '' })
  expect([...first.cases, ...second.cases].map(({ id }) => id)).toEqual(all.slice(0, 10))

  // One of the first page is closed, and one that is new belongs before the end of the second.
  await closeSettled(desk, all[1] ?? '')
  const again = { state: 'open', limit: 200 } as const
  const range = await showCases(desk, desk.admin, { ...again, until: first.next ?? '' })
  const next = await showCases(desk, desk.admin, {
    ...again,
    after: first.next ?? '',
    until: second.next ?? '',
  })
  const rest = await showCases(desk, desk.admin, { ...again, after: second.next ?? '' })
  expect(range.next).toBe(first.next)
  expect([...range.cases, ...next.cases, ...rest.cases].map(({ id }) => id)).toEqual(
    all.filter((id) => id !== all[1]),
  )
})

test('words are found in the subject, in what was said, in a name, an address and the number, and are marked', async () => {
  const desk = await aDesk()
  const caseId = await aCase(desk, {
    from: { email: 'zelda.quist@example.org', name: 'Zelda Quist' },
    subject: 'The kettle hums',
    body: 'It began after the thunderstorm <b>on Monday</b>, and never stopped.',
  })
  await aCase(desk)
  const found = async (q: string) => {
    const cases = await list(desk, { q, state: 'any' })
    expect(cases.map(({ id }) => id)).toEqual([caseId])
    return cases[0]?.found.map(
      ({ where, segments }) =>
        `${where}: ${segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')}`,
    )
  }
  const { number } = await desk.see(caseId)

  expect(await found('kettl')).toEqual(['subject: The [kettle] hums'])
  expect(await found('thunder')).toEqual([
    'message: It began after the [thunderstorm] <b>on Monday</b>, and never stopped.',
  ])
  expect(await found('quist')).toEqual(['name: Zelda [Quist]', 'address: zelda.[quist]@example.org'])
  expect(await found('zelda.qu')).toEqual(['address: [zelda.quist]@example.org'])
  expect(await found(`#${number}`)).toEqual([`number: [${number}]`])
  expect(await ids(desk, { q: "'; drop table cases; --", state: 'any' })).toEqual([])
})

test('a case is found first by its number, however it is written', async () => {
  const desk = await aDesk()
  const caseId = await aCase(desk)
  const { number } = await desk.see(caseId)
  const talked = await aCase(desk, { body: `The clerk spoke of ${number} and hung up.` })

  for (const q of [`${number}`, `#${number}`, `case ${number}`, `Fall ${number}`, `EH-${number}`])
    expect(await ids(desk, { q, state: 'any' })).toEqual([caseId, talked])

  const first = await showCases(desk, desk.admin, { state: 'any', q: `case ${number}`, limit: 1 })
  expect(first.cases.map(({ id }) => id)).toEqual([caseId])
  const next = await showCases(desk, desk.admin, {
    state: 'any',
    q: `case ${number}`,
    limit: 1,
    after: first.next ?? '',
  })
  expect(next.cases.map(({ id }) => id)).toEqual([talked])
  expect(await ids(desk, { q: `case ${number}`, owner: 'nobody' })).toEqual([])
})

test('a case that somebody may not see is not found by its number', async () => {
  const desk = await aDesk()
  const mara: Agent = { ...(await desk.colleague('mara')), sees: ['north'] }
  const caseId = await aCase(desk)
  await ofTeam(desk, caseId, 'south')
  const { number } = await desk.see(caseId)
  expect(await ids(desk, { q: `#${number}`, state: 'any' }, mara)).toEqual([])
})

test.each([null, 'DE'])(
  'somebody is found by their number as it is dialled at home (%s)',
  async (country) => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country })
    const called = await aCase(desk, { channel: 'phone', from: { phone: '+49 30 23125 611', name: 'Ruth' } })
    await aCase(desk, { channel: 'phone', from: { phone: '+49 30 99999 611', name: 'Not Ruth' } })

    for (const q of ['030 23125611', '030/23125-611', '+493023125611', '0049 30 23125 611', '23125 611'])
      expect(await ids(desk, { q, state: 'any' })).toEqual([called])
    const [found] = await list(desk, { q: '030 23125611' })
    expect(found?.found).toEqual([{ where: 'address', segments: [{ text: '+49 30 23125 611', hit: true }] }])
    const { people } = await suggest(desk, desk.admin, { phone: '030 23125611' })
    expect(people.map(({ name, by }) => [name, by])).toEqual([['Ruth', 'number']])
  },
)
