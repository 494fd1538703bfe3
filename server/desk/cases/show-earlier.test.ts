import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { writeNote } from './case-commands.ts'
import { merge } from './merge.ts'
import { promise } from './promise.ts'
import { showEarlier } from './show-earlier.ts'

/** Writes so many notes on a case, one after the other. */
async function notes(desk: TestDesk, caseId: string, count: number) {
  let { seq } = await desk.see(caseId)
  for (let n = 1; n <= count; n++) {
    desk.wait('PT1S')
    const note = { caseId, seq, key: `${caseId} ${n}`, body: `Note ${n}` }
    ;({ seq } = await writeNote(desk, desk.admin, note))
  }
}

/** All that a case tells, page by page to its beginning. */
async function wholeTimeline(desk: TestDesk, caseId: string) {
  const first = await desk.see(caseId)
  const pages = [{ messages: first.messages, events: first.events }]
  for (let place = first.earlier; place !== null;) {
    const page = await showEarlier(desk, desk.admin, { caseId, before: place })
    pages.push(page)
    place = page.earlier
  }
  return {
    pages,
    messages: pages.flatMap(({ messages }) => messages),
    events: pages.flatMap(({ events }) => events),
  }
}

test('a case with more than a hundred messages tells all of them, page by page, none twice', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  await notes(desk, caseId, 230)

  const { pages, messages, events } = await wholeTimeline(desk, caseId)

  expect(pages.map((page) => page.messages.length)).toEqual([100, 100, 31])
  const bodies = pages.toReversed().flatMap((page) => page.messages.map(({ body }) => body))
  expect(bodies.slice(1)).toEqual(Array.from({ length: 230 }, (_, n) => `Note ${n + 1}`))
  expect(new Set(messages.map(({ id }) => id)).size).toBe(231)
  expect(events.map(({ seq }) => seq)).toEqual(Array.from(events, (_, place) => events.length - place))
})

test('says who has promised what however much was written down since', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()
  const dueAt = desk.now().add({ hours: 48 }).toString()
  await promise(desk, desk.admin, { ...(await desk.on(caseId)), what: 'A technician comes.', dueAt })

  await notes(desk, caseId, 201)

  const { deadlines } = await desk.see(caseId)
  expect(deadlines.find(({ kind }) => kind === 'promise')?.promise).toMatchObject({
    giver: { id: 'administrator' },
    what: 'A technician comes.',
  })
})

test('a case that took another over tells what was said and done in both, to the beginning of each', async () => {
  const desk = await aDesk()
  const { caseId: other } = await desk.take()
  await notes(desk, other, 120)
  const { caseId } = await desk.take({ subject: 'Invoice 4711 is wrong', body: 'It was charged twice.' })
  await notes(desk, caseId, 120)
  await merge(desk, desk.admin, { ...(await desk.on(caseId)), takes: other })

  const { messages, events } = await wholeTimeline(desk, caseId)

  expect(new Set(messages.map(({ id }) => id)).size).toBe(242)
  for (const id of [caseId, other]) {
    const chain = events.filter((event) => event.caseId === id).map(({ seq }) => seq)
    expect(chain).toEqual(Array.from(chain, (_, place) => chain.length - place))
  }
})

test('a case of which all is told at once has nothing earlier, and no other place is one', async () => {
  const desk = await aDesk()
  const { caseId } = await desk.take()

  expect(await desk.see(caseId)).toMatchObject({ earlier: null })
  expect(() => showEarlier(desk, desk.admin, { caseId, before: 'nowhere' })).toThrow('This place')
})
