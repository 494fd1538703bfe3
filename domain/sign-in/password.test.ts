import { describe, expect, test } from 'vitest'
import { faultInPassword } from './password.ts'

const zoe = { email: 'zoe.lind@aldera.example', name: 'Zoë Lind', organisation: 'Aldera Appliances' }

describe('a password', () => {
  test.each(['four wet tea towels', 'Zoë lost her spoon', 'xK4!pq0-vvTz', '鞍馬の火祭りは夜に始まる'])(
    'may be any words of twelve characters: %s',
    (password) => {
      expect(faultInPassword(password, zoe)).toBeUndefined()
    },
  )

  test.each([
    ['short', 'eleven char', 'at least 12'],
    ['long beyond reason', 'word'.repeat(200), 'at most 500'],
    ['one letter again and again', 'aaaaaaaaaaaaaaaa', 'repeats itself'],
    ['two digits again and again', '121212121212', 'repeats itself'],
    ['their e-mail', 'zoe.lind@aldera.example', 'which others know'],
    ['their e-mail in capitals with a year', 'ZOE.LIND@ALDERA.EXAMPLE2026', 'which others know'],
    ['their name and digits', 'Zoë Lind 1234567', 'which others know'],
    ['their organisation with marks', 'Aldera-Appliances!!', 'which others know'],
    ['their organisation and their name', 'AlderaAppliancesZoëLind', 'which others know'],
  ])('is refused that is %s', (_, password, because) => {
    expect(faultInPassword(password, zoe)).toContain(because)
  })
})
