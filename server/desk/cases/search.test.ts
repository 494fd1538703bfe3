import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { writeNote } from './case-commands.ts'
import { showCases } from './show-cases.ts'

const search = (desk: TestDesk, q: string) => showCases(desk, desk.admin, { state: 'any', limit: 200, q })

let counted = 0
const aCase = (desk: TestDesk, body: string) =>
  desk.take({ from: { email: `searched-${++counted}@example.org` }, subject: 'A matter', body })

test('what stands everywhere is told for the newest hundred cases, and that there is more', async () => {
  const desk = await aDesk()
  const first = await aCase(desk, 'The boiler hums and whistles.')
  desk.wait('PT1S')
  for (let nth = 0; nth < 104; nth++) await aCase(desk, `The boiler hums, for the ${nth}th time.`)

  const common = await search(desk, 'boiler')
  expect(common.cases).toHaveLength(100)
  expect(common.more).toBe(true)
  expect(common.cases.map(({ id }) => id)).not.toContain(first.caseId)

  const rare = await search(desk, 'boiler whistl')
  expect(rare.cases.map(({ id }) => id)).toEqual([first.caseId])
  expect(rare.more).toBe(false)
})

test('what is looked for is told page by page, the newest first, without a gap or a double', async () => {
  const desk = await aDesk()
  // The first page looks for no more than it shows; a person's name is found beside the words.
  for (let nth = 0; nth < 23; nth++)
    await desk.take(
      nth % 3 === 0
        ? {
            from: { email: `fern-${nth}@example.org`, name: `Fern ${nth}` },
            subject: 'A matter',
            body: 'Hello.',
          }
        : {
            from: { email: `paged-${nth}@example.org` },
            subject: 'A matter',
            body: `The fern wilts, ${nth}.`,
          },
    )
  const asked = { state: 'any', q: 'fern' } as const
  const all = (await showCases(desk, desk.admin, { ...asked, limit: 200 })).cases.map(({ id }) => id)

  const told: string[] = []
  let after: string | undefined
  do {
    const page = await showCases(desk, desk.admin, { ...asked, limit: 5, ...(after && { after }) })
    told.push(...page.cases.map(({ id }) => id))
    after = page.next ?? undefined
    expect(page.more).toBe(false)
  } while (after)

  expect(all).toHaveLength(23)
  expect(told).toEqual(all)
  expect(all).toEqual(all.toSorted().toReversed())
})

test('a word that somebody said is shown in its line, of a message and of a note, whatever else is found', async () => {
  const desk = await aDesk()
  const { caseId } = await aCase(desk, 'It began in May. The drum squeaks at night.')
  const mine = await aCase(desk, 'A matter of squeaking drums.')
  await writeNote(desk, desk.admin, {
    ...(await desk.on(mine.caseId)),
    body: 'She says that it squeaks too.',
  })

  const { cases } = await search(desk, 'squeaks')

  const shown = new Map(cases.map(({ id, found }) => [id, found]))
  const squeaks = { text: 'squeaks', hit: true }
  expect(shown.get(caseId)).toMatchObject([{ where: 'message', segments: expect.arrayContaining([squeaks]) }])
  expect(shown.get(mine.caseId)).toMatchObject([
    { where: 'message', segments: expect.arrayContaining([squeaks]) },
  ])
})

test.each(["won't", 'won’t', 'squeaks,', '“squeaks”'])('what “%s” finds says where it stands', async (q) => {
  const desk = await aDesk()
  await aCase(desk, 'It won’t stop: the drum squeaks at night.')
  const { cases } = await search(desk, q)
  expect(cases.map(({ found }) => found.map(({ where }) => where))).toEqual([['message']])
})

test('a case is found by what is said in it years after its number was given', async () => {
  const desk = await aDesk()
  const { caseId } = await aCase(desk, 'The roof leaks.')
  await desk.db.asOwner((tx) =>
    tx.rows({ name: 'far on', text: 'update counters set next_number = 3000000 where org_id = $1' }, [
      desk.org,
    ]),
  )
  // Numbers are taken in blocks: the rest of the first one comes before.
  for (let nth = 0; nth < 55; nth++) await aCase(desk, 'Nothing of the kind.')
  await writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: 'The slater calls it hail damage.' })

  expect((await search(desk, 'hail damage')).cases.map(({ id }) => id)).toEqual([caseId])
})

test('what is said is found in cases of many years, the newest first and each once', async () => {
  const desk = await aDesk()
  const taken: string[] = []
  for (let nth = 0; nth < 48; nth++) {
    taken.push((await aCase(desk, `The kettle hums, ${nth}.`)).caseId)
    desk.wait('PT1S')
  }
  // As if hundreds of others had been taken in between each two.
  await desk.db.asOwner(async (tx) => {
    const asOwner = (text: string) => tx.rows({ name: '', text }, [desk.org])
    await asOwner('update cases set number = 40000 + number * 600 where org_id = $1')
    for (const [words, its] of [
      ['case_words', 'c.id = w.case_id'],
      [
        'message_words',
        'c.id = (select case_id from messages m where m.org_id = $1 and m.id = w.message_id)',
      ],
    ])
      await asOwner(`update ${words} w set shelf = shelf_of(c.number) from cases c
        where w.org_id = $1 and c.org_id = $1 and ${its}`)
  })

  const all = (await search(desk, 'kettle')).cases.map(({ id }) => id)
  const first = await showCases(desk, desk.admin, { state: 'any', q: 'kettle', limit: 5 })

  expect(all).toEqual(taken.toReversed())
  expect(first.cases.map(({ id }) => id)).toEqual(all.slice(0, 5))
})

test('a beginning of more names than are told is found in words and in names', async () => {
  const desk = await aDesk()
  for (let nth = 0; nth < 102; nth++) {
    const name = nth % 2 === 0 ? `Wilhelmina ${nth}` : `Otto Wilhelms${nth}`
    await desk.take({
      from: { email: `named-${nth}@example.org`, name },
      subject: 'A matter',
      body: 'Hello.',
    })
  }
  desk.wait('PT1S')
  const { caseId } = await aCase(desk, 'The fence in Wilhelmstrasse fell.')

  const { cases, more } = await search(desk, 'wilhelm')

  expect(cases).toHaveLength(100)
  expect(more).toBe(true)
  expect(cases[0]?.id).toBe(caseId)
  expect(cases.slice(1).every(({ found }) => found.some(({ where }) => where === 'name'))).toBe(true)
})

test.each([
  ['well-known', true],
  ["d'accord", true],
  ['ada@example.org', true],
  ['12.50', true],
  ['known-well', false],
  ['\\', false],
  ["''", false],
  ['! & |', false],
])('“%s” is looked for as it is written', async (q, isThere) => {
  const desk = await aDesk()
  const { caseId } = await aCase(desk, "A well-known fault, d'accord? Ask ada@example.org about 12.50 euros.")
  expect((await search(desk, q)).cases.map(({ id }) => id)).toEqual(isThere ? [caseId] : [])
})

test('a word of two thousand letters is taken in, and the words beside it are found', async () => {
  const desk = await aDesk()
  const { caseId } = await aCase(desk, `${'ä'.repeat(1022)} ${'x'.repeat(2046)} beside ${'y'.repeat(400)}`)
  expect((await search(desk, 'beside')).cases.map(({ id }) => id)).toEqual([caseId])
})

test.each([
  ['Fermin Lameiro', 'Fermín Lameiro'],
  ['gundogan', 'Elif Gündoğan'],
  ['Soren', 'Søren Gløgg'],
  ['fermín', 'Fermin Lameiro'],
  ['Ravnsburg', 'Astrid Ravnsborg'],
  ['astrid ravnsburg', 'Astrid Ravnsborg'],
  ['Ottily', 'Ottilie Brandt'],
  ['Sundquist', 'Linnéa Sundqvist'],
  ['Hathersedge', 'Maureen Hathersage'],
  ['marjory stubs', 'Marjorie Stubbs'],
  ['Mueller', 'Jürgen Müller'],
])('who types %s finds %s', async (typed, name) => {
  const desk = await aDesk()
  const { caseId } = await desk.take({ from: { email: 'wanted@example.org', name } })
  await desk.take({ from: { email: 'other@example.org', name: 'Teo Lindqvist' } })

  const { cases } = await search(desk, typed)

  expect(cases.map(({ id }) => id)).toEqual([caseId])
  expect(cases[0]?.found.map(({ where }) => where)).toEqual(['name'])
})

test('a name that is written so hides those that only sound so', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take({ from: { email: 'stubs@example.net', name: 'Marjory Stubs' } })
  await desk.take({ from: { email: 'stubbs@example.net', name: 'Marjorie Stubbs' } })

  expect((await search(desk, 'Marjory Stubs')).cases.map(({ id }) => id)).toEqual([caseId])
})
