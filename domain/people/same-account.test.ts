import { expect, test } from 'vitest'
import { accountKey } from '../account-key.ts'
import { sameKey } from './same-account.ts'

const mail = (address: string) =>
  sameKey({ kind: 'email', address }) ?? accountKey({ kind: 'email', address })

test.each([
  ['ada.l@gmail.com', 'a.d.a.l+shop@googlemail.com'],
  ['ada+washer@outlook.com', 'Ada@Outlook.com'],
  ['ada@hotmail.co.uk', 'ada+x@hotmail.co.uk'],
  ['ada@me.com', 'ada+x@icloud.com'],
  ['ada-l@proton.me', 'adal@protonmail.com'],
  ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
])('%s and %s are one mailbox', (one, other) => {
  expect(mail(one)).toBe(mail(other))
})

test.each([
  ['ada.l@example.org', 'adal@example.org'],
  ['ada+x@example.org', 'ada@example.org'],
  ['ada.l@outlook.com', 'adal@outlook.com'],
  ['ada@outlook.com', 'ada@hotmail.com'],
  ['ada@gmail.com', 'ada@gmail.co'],
  ['+x@gmail.com', '+y@gmail.com'],
])('%s and %s are two', (one, other) => {
  expect(mail(one)).not.toBe(mail(other))
})

test('a number is compared as it is dialled abroad, and a handle of Twitter as one of X', () => {
  expect(sameKey({ kind: 'phone', address: '030 901820' }, '+4930901820')).toBe('phone::+4930901820')
  expect(sameKey({ kind: 'phone', address: '+4930901820' }, '+4930901820')).toBeNull()
  expect(sameKey({ kind: 'handle', network: 'Twitter', address: '@Ada' })).toBe('handle:x:ada')
  expect(sameKey({ kind: 'handle', network: 'x', address: '@Ada' })).toBeNull()
})

test('a handle that its network knows by an id is found by what it is called', () => {
  const handle = { kind: 'handle', network: 'bluesky', address: 'ada.example', id: 'did:plc:1' } as const
  expect(sameKey(handle)).toBe('handle:bluesky:ada.example')
})

test('a name is compared by nothing', () => {
  expect(sameKey({ kind: 'name', address: 'Ada Lovelace' })).toBeNull()
})
