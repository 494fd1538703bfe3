import { describe, expect, test } from 'vitest'
import { readCounters } from '#server/store/feed.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { acceptedFile } from './accepted-file.ts'
import { setHomeCountry } from '../people/home-country.ts'
import { suggest } from '../people/suggest.ts'
import { addWaitingFile } from '../replies/waiting-files.ts'
import { writeDown } from './write-down.ts'

type Given = Parameters<typeof writeDown>[2]

let counted = 0

/** A call as somebody writes it down: valid by default, showing only what matters. */
const aCall = (parts: Partial<Given> = {}): Given => ({
  channel: 'phone',
  at: '2026-11-23T08:58:00Z',
  from: { name: 'Ada Weber', phone: '030 901820' },
  body: 'The washing machine floods the kitchen whenever it spins.',
  files: [],
  key: `call-${++counted}`,
  ...parts,
})

const counters = async (desk: TestDesk) => {
  await desk.settle()
  const rows = await desk.db.withOrg(desk.org, readCounters)
  return { items: rows.items, opened: rows.opened, joined: rows.joined }
}

describe('a call that is written down', () => {
  test('opens a case, with the answer and the promise that were given, in one', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'DE' })

    const done = await writeDown(
      desk,
      desk.admin,
      aCall({
        facts: { topic: 'product', harm: 'loss' },
        answer: 'Turn the water off. We send somebody.',
        promise: { what: 'We call back with a date.', dueAt: '2026-11-23T15:00:00Z' },
      }),
    )

    const kase = await desk.see(done.caseId)
    expect(done).toMatchObject({ number: kase.number, seq: kase.seq, outcome: 'opened' })
    expect(kase.channel).toBe('phone')
    expect(kase.person).toMatchObject({ name: 'Ada Weber' })
    expect(kase.accounts).toMatchObject([{ kind: 'phone', address: '+4930901820' }])
    expect(kase.facts).toMatchObject({ topic: 'product', harm: 'loss' })
    expect(kase.messages.map(({ direction, body }) => [direction, body])).toEqual([
      ['in', 'The washing machine floods the kitchen whenever it spins.'],
      ['out', 'Turn the water off. We send somebody.'],
    ])
    expect(kase.deadlines.find(({ kind }) => kind === 'promise')).toMatchObject({
      state: 'running',
      dueAt: '2026-11-23T15:00:00Z',
      promise: { what: 'We call back with a date.', giver: { id: 'administrator' } },
    })
    expect(await counters(desk)).toEqual({ items: 1, opened: 1, joined: 0 })
  })

  test('joins the case that was chosen, whatever the words say', async () => {
    const desk = await aDesk()
    const first = await writeDown(desk, desk.admin, aCall())

    const again = await writeDown(
      desk,
      desk.admin,
      aCall({ body: 'Nobody came this morning.', joins: first.caseId }),
    )

    expect(again).toMatchObject({ caseId: first.caseId, outcome: 'joined' })
    expect((await desk.see(first.caseId)).messages).toHaveLength(2)
  })

  test('opens a case of its own where that was chosen, though the matter is the same', async () => {
    const desk = await aDesk()
    const first = await writeDown(desk, desk.admin, aCall())

    const other = await writeDown(desk, desk.admin, aCall({ joins: null }))

    expect(other).toMatchObject({ outcome: 'opened' })
    expect((await desk.see(other.caseId)).links).toMatchObject([
      { kind: 'case', caseId: first.caseId, state: 'confirmed' },
    ])
  })

  test('is left to the rules of the desk where nobody chose: the same matter joins', async () => {
    const desk = await aDesk()
    const first = await writeDown(desk, desk.admin, aCall())

    expect(await writeDown(desk, desk.admin, aCall())).toMatchObject({
      caseId: first.caseId,
      outcome: 'joined',
    })
  })

  test('written down twice with the same key is one', async () => {
    const desk = await aDesk()
    const call = aCall({ promise: { what: 'We call back.', dueAt: '2026-11-23T15:00:00Z' } })

    const both = await Promise.all([writeDown(desk, desk.admin, call), writeDown(desk, desk.admin, call)])

    expect(both[1]).toEqual(both[0])
    expect(await counters(desk)).toEqual({ items: 1, opened: 1, joined: 0 })
    await expect(writeDown(desk, desk.admin, { ...call, body: 'Something else.' })).rejects.toThrow(
      'This key was used for another command',
    )
  })

  test('is kept whole or not at all: a promise for the past leaves nothing behind', async () => {
    const desk = await aDesk()
    const late = aCall({ promise: { what: 'We call back.', dueAt: '2026-11-23T08:00:00Z' } })

    await expect(writeDown(desk, desk.admin, late)).rejects.toThrow('time to come')

    expect(await counters(desk)).toEqual({ items: 0, opened: 0, joined: 0 })
    const mended = { ...late, promise: { what: 'We call back.', dueAt: '2026-11-23T15:00:00Z' } }
    expect(await writeDown(desk, desk.admin, mended)).toMatchObject({ outcome: 'opened' })
  })

  test('of a caller who is chosen makes the new number theirs', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ from: { email: 'ada@example.org', name: 'Ada Weber' } })
    const { person } = await desk.see(caseId)

    const call = await writeDown(
      desk,
      desk.admin,
      aCall({ personId: person?.id ?? '', joins: caseId, from: { phone: '+49 30 901820' } }),
    )

    expect(call.caseId).toBe(caseId)
    const { accounts } = await desk.see(caseId)
    expect(accounts.map(({ kind }) => kind).toSorted()).toEqual(['email', 'phone'])
  })

  test('takes no number away from somebody else by the way', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ from: { email: 'bea@example.org', name: 'Bea' } })
    await writeDown(desk, desk.admin, aCall({ from: { name: 'Ada', phone: '+49 30 901820' } }))
    const { person } = await desk.see(caseId)

    const call = aCall({ personId: person?.id ?? '', from: { phone: '0049 30 901820' } })
    await expect(writeDown(desk, desk.admin, call)).rejects.toThrow('somebody else’s')
  })

  test('needs somebody who called', async () => {
    const desk = await aDesk()
    await expect(writeDown(desk, desk.admin, aCall({ from: {} }))).rejects.toThrow('Say who it was')
  })

  test('may hold only facts that the policy has', async () => {
    const desk = await aDesk()
    await expect(writeDown(desk, desk.admin, aCall({ facts: { mood: 'bad' } }))).rejects.toThrow('mood')
  })

  test('joins no case of a team whose cases one may not see', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await desk.db.withOrg(desk.org, (tx) =>
      tx.rows({ name: 'team', text: "update cases set team = 'north' where org_id = $1" }, [desk.org]),
    )
    const stranger = { ...(await desk.colleague('sam')), sees: ['south'] }

    await expect(writeDown(desk, stranger, aCall({ joins: caseId }))).rejects.toThrow('no such case')
  })
})

describe('a letter', () => {
  const scan = { name: 'letter.pdf', bytes: Buffer.from('%PDF-1.7\n%\u00e2\u00e3\nscanned\n%%EOF') }

  test('keeps its scan, and counts from the day it came', async () => {
    const desk = await aDesk()
    const file = await addWaitingFile(desk, desk.admin, scan)

    const done = await writeDown(
      desk,
      desk.admin,
      aCall({ channel: 'letter', at: '2026-11-20T11:00:00Z', writtenOn: '2026-11-17', files: [file.id] }),
    )

    const kase = await desk.see(done.caseId)
    expect(kase.messages[0]?.at).toBe('2026-11-20T11:00:00Z')
    expect(kase.messages[0]?.attachments).toMatchObject([{ name: 'letter.pdf', type: 'application/pdf' }])
  })

  test('stands on the case from whoever it was, though nobody knows how to reach them', async () => {
    const desk = await aDesk()
    const from = { name: 'Irmtraud Seligmann-Voss' }
    const first = await writeDown(desk, desk.admin, aCall({ channel: 'letter', from }))
    const { person } = await desk.see(first.caseId)
    const chosen = { channel: 'letter', joins: first.caseId, personId: person?.id } as const
    await writeDown(desk, desk.admin, aCall({ ...chosen, from, body: 'I wait still.' }))
    await writeDown(desk, desk.admin, aCall({ ...chosen, from: {}, body: 'And still.' }))
    const nephew = { name: 'Bert Voss' }
    await writeDown(desk, desk.admin, aCall({ from: nephew, joins: first.caseId, body: 'My aunt waits.' }))

    const { messages } = await desk.see(first.caseId)
    const names = Object.groupBy(messages, (message) => message.from.name)
    expect(names[from.name]).toHaveLength(3)
    expect(names[nephew.name]).toMatchObject([{ body: 'My aunt waits.' }])
  })

  test('takes no file of a colleague', async () => {
    const desk = await aDesk()
    const sam = await desk.colleague('sam')
    const file = await addWaitingFile(desk, sam, scan)

    await expect(writeDown(desk, desk.admin, aCall({ files: [file.id] }))).rejects.toThrow(
      'not there any more',
    )
  })

  test('takes pictures, PDFs, texts, sound and film, and nothing that runs', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    expect(await acceptedFile({ name: 'a.exe.png', bytes: png })).toMatchObject({ type: 'image/png' })
    expect(await acceptedFile({ name: 'a.txt', bytes: Buffer.from('It leaks.') })).toMatchObject({
      type: 'text/plain',
    })
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
    await expect(acceptedFile({ name: 'photo.jpg', bytes: program })).rejects.toThrow('program')
    await expect(acceptedFile({ name: 'a.bin', bytes: Buffer.from([0, 1, 2, 3]) })).rejects.toThrow(
      'not a picture',
    )
  })
})

const asked = (desk: TestDesk, parts: Parameters<typeof suggest>[2]) => suggest(desk, desk.admin, parts)

describe('while somebody types', () => {
  test('a caller is known by the number in any spelling', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'DE' })
    const { caseId } = await desk.take({
      channel: 'phone',
      from: { phone: '+4930901820', name: 'Ada Weber' },
    })

    const { people, phone } = await asked(desk, { phone: '030/90 18 20' })

    expect(phone).toBe('+4930901820')
    expect(people).toMatchObject([
      { name: 'Ada Weber', by: 'number', cases: [{ id: caseId, state: 'open' }] },
    ])
  })

  test('a caller is likely whoever gave the number in a form, and not before somebody whose it is', async () => {
    const desk = await aDesk()
    await setHomeCountry(desk, desk.admin, { country: 'GB' })
    const from = { name: 'Bert Hollis', email: 'bert@example.org', phone: '+441614960123' }
    const { caseId } = await desk.take({ channel: 'web', from, body: 'The boiler is cold.' })

    const likely = { name: 'Bert Hollis', by: 'given', cases: [{ id: caseId }] }
    expect((await asked(desk, { phone: '0161 496 0123' })).people).toMatchObject([likely])

    await desk.take({ channel: 'phone', from: { phone: '+441614960123', name: 'Ann Hollis' } })
    expect((await asked(desk, { phone: '0161 496 0123' })).people).toMatchObject([
      { name: 'Ann Hollis', by: 'number' },
    ])
  })

  test('a person is found by how the name, the last name or the address begins', async () => {
    const desk = await aDesk()
    await desk.take({ from: { email: 'ada@example.org', name: 'Ada Weber' } })
    await desk.take({ from: { email: 'bea@example.org', name: 'Bea Adams' } })

    const names = async (parts: Parameters<typeof suggest>[2]) =>
      (await asked(desk, parts)).people.map(({ name }) => name)
    expect(await names({ name: 'ad' })).toEqual(['Ada Weber', 'Bea Adams'])
    expect(await names({ name: 'WEB' })).toEqual(['Ada Weber'])
    expect(await names({ email: 'bea@' })).toEqual(['Bea Adams'])
    expect(await names({ name: '%' })).toEqual([])
    expect(await names({ name: 'Ada Veber' })).toEqual(['Ada Weber'])
    expect(await names({ name: 'Béa' })).toEqual(['Bea Adams'])
    expect(await names({ name: 'a' })).toEqual([])
  })

  test('the same matter of the same person is pointed out, another matter is not', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take({ from: { email: 'ada@example.org', name: 'Ada Weber' } })

    const same = await asked(desk, { name: 'Ada', words: 'Her washing machine still floods the kitchen' })
    const other = await asked(desk, { name: 'Ada', words: 'The bill was charged twice in October' })

    expect(same.same).toMatchObject([{ id: caseId, person: { name: 'Ada Weber' } }])
    expect(other.same).toEqual([])
  })

  test('nobody sees people of whom they may see no case', async () => {
    const desk = await aDesk()
    await desk.take({ from: { email: 'ada@example.org', name: 'Ada Weber' } })
    await desk.db.withOrg(desk.org, (tx) =>
      tx.rows({ name: 'team', text: "update cases set team = 'north' where org_id = $1" }, [desk.org]),
    )
    const stranger = { ...(await desk.colleague('sam')), sees: ['south'] }

    expect((await suggest(desk, stranger, { name: 'Ada' })).people).toEqual([])
    expect((await suggest(desk, { ...stranger, sees: ['north'] }, { name: 'Ada' })).people).toHaveLength(1)
  })
})
