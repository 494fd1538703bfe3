import { expect, test } from 'vitest'
import {
  commandOf,
  contactAsName,
  knownAs,
  likelyCase,
  missingIn,
  nameIn,
  nothingHeard,
  type Heard,
  type Suggestions,
} from './heard.ts'

const now = Temporal.Instant.from('2026-11-23T09:00:00Z')
const aCall = (parts: Partial<Heard> = {}): Heard => ({
  ...nothingHeard(),
  contact: '030 901820',
  name: 'Ada Weber',
  words: 'It leaks.',
  ...parts,
})

test('a call that nobody dated was now', () => {
  expect(commandOf(aCall(), null, now)).toMatchObject({
    channel: 'phone',
    at: '2026-11-23T09:00:00Z',
    from: { name: 'Ada Weber', phone: '030 901820' },
    joins: null,
  })
})

test('what is neither a number nor an address is kept with the name', () => {
  expect(commandOf(aCall({ contact: 'the lady of flat 7' }), null, now).from).toEqual({
    name: 'Ada Weber, the lady of flat 7',
  })
})

test('a name typed where a number belongs is looked for, goes to the name, and is no way to reach them', () => {
  const typed = { contact: ' Ruth Adey', name: '' }
  expect(nameIn(typed)).toBe('Ruth Adey')
  expect(nameIn({ contact: '030 90', name: '' })).toBe('')
  expect(contactAsName(typed)).toMatchObject({ name: 'Ruth Adey', contact: '' })
  expect(knownAs({ id: 'r', name: 'Ruth Adeyemi' }, typed)).toMatchObject({
    name: 'Ruth Adeyemi',
    contact: '',
  })
  expect(knownAs({ id: 'r', name: 'Ruth Adeyemi' }, { contact: '030 901820' })).not.toHaveProperty('contact')
})

test('an empty answer is none', () => {
  expect(commandOf(aCall({ answer: '  ' }), null, now)).not.toHaveProperty('answer')
})

test('it can be written down once it is known who, what, and by when what was promised', () => {
  expect(missingIn(aCall({ contact: '', name: '' }))).toBe('who')
  expect(missingIn(aCall({ contact: '', name: '', person: { id: 'p', name: 'Ada' } }))).toBeNull()
  expect(missingIn(aCall({ contact: 'abc' }))).toBe('reach')
  expect(missingIn(aCall({ contact: '' }))).toBeNull()
  expect(missingIn(aCall({ words: ' ' }))).toBe('words')
  expect(missingIn(aCall({ promise: { what: 'Call back', by: '', when: '' } }))).toBe('promise')
  expect(missingIn(aCall())).toBeNull()
})

test('only the open case of somebody we are sure of is joined without asking', () => {
  const kase = { id: 'c', number: 1, subject: '', state: 'open', lastContactAt: now.toString() } as const
  const found = (by: 'number' | 'name'): Suggestions => ({
    people: [{ id: 'p', name: 'Ada', addresses: [], by, cases: [] }],
    same: [{ ...kase, person: { id: 'p', name: 'Ada' } }],
    phone: null,
  })
  expect(likelyCase(aCall(), found('number'))?.id).toBe('c')
  expect(likelyCase(aCall(), found('name'))).toBeUndefined()
  expect(likelyCase(aCall({ person: { id: 'p', name: 'Ada' } }), found('name'))?.id).toBe('c')
})

test('a letter bears no day after the one on which it came', () => {
  const letter = aCall({ channel: 'letter', when: '2026-11-23T09:00' })
  expect(missingIn({ ...letter, writtenOn: '2026-11-23' })).toBeNull()
  expect(missingIn({ ...letter, writtenOn: '2031-01-01' })).toBe('written-on')
  expect(missingIn({ ...letter, writtenOn: '9999-01-01', when: null })).toBe('written-on')
  expect(missingIn(aCall({ writtenOn: '2031-01-01' }))).toBeNull()
})
