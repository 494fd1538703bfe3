import { expect, test } from 'vitest'
import { faultsIn, faultsInHours } from './set-up-faults.ts'

const sound = {
  organisation: 'Nordlicht',
  name: 'Mara Lind',
  email: 'mara@nordlicht.example',
  password: 'five green kettles whistle',
  zone: 'Europe/Berlin',
  opening: 'weekdays' as const,
  from: '09:00',
  to: '17:00',
  currency: null,
}

test('a form that is filled in has nothing wrong with it', () => {
  expect(faultsIn(sound)).toEqual({})
})

test('everything that is wrong with a form is said at once, each at its field', () => {
  const wrong = {
    organisation: ' ',
    name: '',
    email: 'mara@nordlicht',
    password: 'short',
    from: '17:00',
    to: '09:00',
  }
  expect(faultsIn({ ...sound, ...wrong })).toEqual({
    organisation: 'Write the name of your organisation.',
    name: 'Write your name.',
    email: 'Write a whole e-mail address, such as mara@example.org.',
    password: 'Choose a password of at least 12 characters.',
    to: 'Has to be later than it opens.',
  })
})

test.each([
  ['17:00', '09:00', { to: 'Has to be later than it opens.' }],
  ['09:00', '09:00', { to: 'Has to be later than it opens.' }],
  ['', '09:00', { from: 'Write when it opens.' }],
  ['09:00', '', { to: 'Write when it closes.' }],
  ['09:00', '17:00', {}],
])(
  'of a desk that opens at “%s” and closes at “%s” the hours are held against each other',
  (from, to, faults) => {
    expect(faultsInHours({ opening: 'weekdays', from, to })).toEqual(faults)
  },
)

test('a desk that is open round the clock is asked for no hours', () => {
  expect(faultsIn({ ...sound, opening: 'always', from: '', to: '' })).toEqual({})
})
