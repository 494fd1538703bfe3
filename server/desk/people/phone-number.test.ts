import { expect, test } from 'vitest'
import { countryOfZone, readPhoneNumber } from './phone-number.ts'

const spellings = [
  '+49 30 901820',
  '0049 30 901820',
  '030 901820',
  '030/90 18 20',
  '+49 (0)30 901820',
  '(030) 90-18-20',
]

test.each(spellings)('“%s” is one number in Germany', (typed) => {
  expect(readPhoneNumber(typed, 'DE')).toMatchObject({ international: '+4930901820' })
})

test('a number is looked for as it is dialled abroad, at home, and as it was typed', () => {
  expect(readPhoneNumber('030 901820', 'DE').keys).toEqual(['phone::+4930901820', 'phone::030901820'])
})

test('without a home country only an international number is told', () => {
  expect(readPhoneNumber('030 901820', null)).toEqual({
    international: null,
    keys: ['phone::030901820'],
    ending: '30901820',
  })
  expect(readPhoneNumber('+44 20 7946 0018', null).international).toBe('+442079460018')
})

test('what is no number has no keys', () => {
  expect(readPhoneNumber('x', 'DE')).toEqual({ international: null, keys: [], ending: null })
})

test('a desk stands in the country whose clocks it shows', () => {
  expect(['Europe/Berlin', 'Europe/Madrid', 'Asia/Kolkata', 'UTC'].map(countryOfZone)).toEqual([
    'DE',
    'ES',
    'IN',
    null,
  ])
})
