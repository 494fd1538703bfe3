import { expect, test } from 'vitest'
import { readTypedSearch } from './typed-search.ts'

test.each([
  ['030 / 90 18 20', { readAs: 'number', phone: '030 / 90 18 20' }],
  ['#1283', { readAs: 'case', caseNumber: 1283 }],
  ['1234567', { readAs: 'number', caseNumber: 1_234_567, phone: '1234567' }],
  [' Ada@Example.org', { readAs: 'email', email: 'Ada@Example.org', handle: 'Ada@Example.org' }],
  ['@ada.bsky.social', { readAs: 'handle', handle: 'ada.bsky.social' }],
  ['https://bsky.app/profile/ada.example', { readAs: 'handle', handle: 'ada.example' }],
  ['ada.example.org', { readAs: 'handle', handle: 'ada.example.org', name: 'ada.example.org' }],
  ['Ada Lo', { readAs: 'name', name: 'Ada Lo' }],
  ['Ada', { readAs: 'name', name: 'Ada', handle: 'Ada' }],
  ['a', { readAs: 'nothing' }],
  ['%_', { readAs: 'nothing' }],
])('“%s”', (typed, read) => {
  expect(readTypedSearch(typed)).toEqual(read)
})
