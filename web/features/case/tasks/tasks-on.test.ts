import { expect, test } from 'vitest'
import { tasksOn } from './tasks-on.ts'

const mara = { handle: 'mara', role: 'agent' }
const ruths = {
  state: 'open' as const,
  stage: 'acknowledged' as const,
  accounts: [],
  closing: {
    word: null,
    attempts: [],
    felt: {},
    toldNo: null,
    elsewhere: '',
    closed: null,
    lacks: {
      word: [{ lack: 'word' as const }],
      silence: [{ lack: 'action' as const }],
      deadlock: [{ lack: 'second-no' as const }],
      'asks-nothing': [],
      'nobody-to-ask': [{ lack: 'somebody-to-ask' as const }],
    },
  },
  failures: 0,
  mayBeSetAside: true,
  offer: null,
  taken: null,
  owner: { id: 'mara', name: 'Mara Lindqvist' },
  person: { id: 'p', name: 'Ruth Adeyemi' },
  links: [],
  messages: [],
  replyTo: {
    name: 'Ruth',
    address: 'r@post.example',
    channel: 'email' as const,
    canBePublic: false,
    byHand: false,
    network: null,
  },
}
const does = (kase: Parameters<typeof tasksOn>[0], me = mara) => tasksOn(kase, me).map((one) => one.does)

test('every key does one thing', () => {
  const all = tasksOn(
    { ...ruths, failures: 2, taken: { id: 'e', from: ruths.owner } },
    { ...mara, role: 'admin' },
  )
  const keys = all.flatMap(({ key }) => key ?? [])
  expect(new Set(keys).size).toBe(keys.length)
})

test('whom the desk cannot reach is not replied to, but a note can be written', () => {
  expect(does({ ...ruths, replyTo: null })).not.toContain('reply')
  expect(does({ ...ruths, replyTo: null })).toContain('note')
})

test('a case is set aside as no complaint only while nothing has been done on it', () => {
  expect(does(ruths)).toContain('set-aside')
  expect(does({ ...ruths, mayBeSetAside: false })).not.toContain('set-aside')
})

test('only who took a case gives it back', () => {
  const taken = { id: 'e', from: { id: 'ines', name: 'Ines Carvalho' } }
  expect(does({ ...ruths, taken })).toContain('return')
  expect(does({ ...ruths, taken }, { handle: 'teo', role: 'lead' })).not.toContain('return')
})

test('a closed case is opened again before anything else', () => {
  expect(does({ ...ruths, state: 'closed' })).toEqual(['word', 'reopen', 'describe'])
})

test('whether it is settled is asked once something was done, and looked at once they say so', () => {
  expect(does(ruths)).not.toContain('ask-settled')
  const lacks = {
    ...ruths.closing.lacks,
    silence: [{ lack: 'attempts' as const, made: 0, of: 2, daysApart: 1, countsFrom: null, silentDays: 7 }],
  }
  expect(does({ ...ruths, closing: { ...ruths.closing, lacks } })).toContain('ask-settled')
  expect(does({ ...ruths, state: 'closed', stage: 'customer-confirmed' })).toContain('verify')
})

test('B lets an open case rest', () => {
  expect(tasksOn(ruths, mara).find(({ key }) => key === 'b')?.does).toBe('snooze')
})

test('only an administrator erases a person, and by no single key', () => {
  expect(does(ruths)).not.toContain('erase')
  const erase = tasksOn(ruths, { handle: 'kim', role: 'admin' }).find((one) => one.does === 'erase')
  expect(erase?.key).toBeNull()
})
