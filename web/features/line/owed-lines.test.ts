import { expect, test } from 'vitest'
import { owedLines } from './owed-lines.ts'

const owed = { remedy: 'repair', upTo: 1000, left: 1000, currency: 'EUR', ifDanger: false }
const signer = { id: 'second-line', name: 'Second line' }

/** What one may, and what one may not, as it stands on the card. */
const read = (front: Parameters<typeof owedLines>[0]) =>
  owedLines(front).map(({ may, words }) => `${may ? 'may' : 'may not'}: ${words}`)

const never = 'may not: Not more, whoever asks and however many listen'

test.for([
  {
    name: 'all of it is theirs to give',
    front: { owed, alone: 1000, signer: null },
    lines: ['may: Give what is owed: a repair, up to €1,000.00', never],
  },
  {
    name: 'a part of it is theirs to give, and somebody else signs the rest',
    front: { owed, alone: 50, signer },
    lines: [
      'may: Say that it is owed: a repair, up to €1,000.00',
      'may: Give by yourself: a repair, up to €50.00',
      'may not: Not sign more: Second line signs that',
      never,
    ],
  },
  {
    name: 'none of it is theirs to give',
    front: { owed, alone: null, signer },
    lines: [
      'may: Say that it is owed: a repair, up to €1,000.00',
      'may not: Not sign it: Second line signs that',
      never,
    ],
  },
  {
    name: 'a part of it was given already',
    front: { owed: { ...owed, left: 30 }, alone: 30, signer: null },
    lines: ['may: Give what is owed: a repair, up to €30.00', never],
  },
  {
    name: 'it is owed only if it is a danger, at which nobody has looked',
    front: { owed: { ...owed, ifDanger: true }, alone: null, signer: null },
    lines: [
      'may not: Say that it is owed before somebody has said whether it is a danger: a repair, up to €1,000.00',
      never,
    ],
  },
  {
    name: 'all of it was given already',
    front: { owed: { ...owed, left: 0 }, alone: 0, signer: null },
    lines: ['may not: All that is owed was given: a repair, up to €1,000.00', never],
  },
  {
    name: 'an apology is owed, and no money',
    front: {
      owed: { remedy: 'apology', upTo: 0, left: 0, currency: 'EUR', ifDanger: false },
      alone: 0,
      signer: null,
    },
    lines: ['may: Give what is owed: an apology', 'may not: No money, whoever asks and however many listen'],
  },
])('on the line it is said: $name', ({ front, lines }) => {
  expect(read(front)).toEqual(lines)
})
