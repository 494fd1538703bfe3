import { describe, expect, test } from 'vitest'
import { faultInPassword } from './password.ts'

const zoe = { email: 'zoe.lind@aldera.example', name: 'Zoë Lind', organisation: 'Aldera Appliances' }
const priya = { email: 'priya@bramhall.co.uk', name: 'Priya Anand', organisation: 'Bramhall Boilers Ltd' }

describe('a password', () => {
  test.each([
    'four wet tea towels',
    'Aldera rents umbrellas',
    'Zoë lost her spoon',
    'xK4!pq0-vvTz',
    'my secret teapot',
    '739105284466',
    '鞍馬の火祭りは夜に始まる',
  ])('may be any words of twelve characters: %s', (password) => {
    expect(faultInPassword(password, zoe)).toBeUndefined()
  })

  test.each([
    ['short', 'eleven char', 'at least 12'],
    ['long beyond reason', 'word'.repeat(200), 'at most 500'],
    ['one letter again and again', 'aaaaaaaaaaaaaaaa', 'repeats itself'],
    ['two digits again and again', '121212121212', 'repeats itself'],
    ['a word twice', 'passwordpassword', 'repeats itself'],
    ['a word that everybody takes, with a year', 'Password2026!', 'first that are tried'],
    ['several of them', 'WelcomeAdmin123', 'first that are tried'],
    ['a row of keys', 'qwertyuiop12', 'first that are tried'],
    ['a row of digits', '123456789012', 'first that are tried'],
    ['a row of digits backward', '987654321098', 'first that are tried'],
    ['their e-mail', 'zoe.lind@aldera.example', 'which others know'],
    ['their e-mail in capitals with a year', 'ZOE.LIND@ALDERA.EXAMPLE2026', 'which others know'],
    ['their name and digits', 'Zoë Lind 1234567', 'which others know'],
    ['their organisation with marks', 'Aldera-Appliances!!', 'which others know'],
    ['their organisation and their name', 'AlderaAppliancesZoëLind', 'which others know'],
    ['a part of their organisation’s name', 'aldera aldera 2026', 'which others know'],
    ['their organisation’s name without its last word', 'bramhall boilers', 'which others know'],
    ['the domain of their e-mail', 'bramhall.co.uk!', 'which others know'],
  ])('is refused that is %s', (_, password, because) => {
    const theirs = password.startsWith('bramhall') ? priya : zoe
    expect(faultInPassword(password, theirs)).toContain(because)
  })
})
