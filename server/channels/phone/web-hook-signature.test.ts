import { expect, test } from 'vitest'
import { signCall } from '#test/peers/sign-call.ts'
import { isSignedBy, readSignature } from './web-hook-signature.ts'

const now = Temporal.Instant.from('2026-11-23T09:00:00Z')
const body = JSON.stringify({
  id: 'call-1',
  from: '+4930123456',
  name: 'Zoë 🦊',
  to: '4000',
  state: 'ringing',
})
const signed = signCall(body, 'a secret', now)

function check(header: string | undefined, text = body, secret = 'a secret', at = now): boolean {
  const signature = readSignature(header, at)
  return typeof signature !== 'string' && isSignedBy(signature, Buffer.from(text), secret)
}

test('a message is the telephone system’s own, whatever letters are in it', () => {
  expect(check(signed)).toBe(true)
})

test('a known message keeps its signature', () => {
  // printf '1795424400.{}' | openssl dgst -sha256 -hmac 'a secret'
  const byOpenssl = 't=1795424400,v1=e6657d51f06d3292a47e830afe8a6287b214deedafe3173f2ef65a938de3c4ba'
  expect(signCall('{}', 'a secret', now)).toBe(byOpenssl)
  expect(check(byOpenssl, '{}')).toBe(true)
})

test.each<[string, string | undefined, string?, string?, Temporal.Instant?]>([
  ['without a signature', undefined],
  ['with one of another form', 'v1=abc'],
  ['with one byte changed', signed, body.replace('4000', '4001')],
  ['signed by another secret', signed, body, 'another secret'],
  ['recorded six minutes ago', signed, body, 'a secret', now.add({ minutes: 6 })],
  ['signed for six minutes from now', signed, body, 'a secret', now.subtract({ minutes: 6 })],
])('a message is refused %s', (_, header, text, secret, at) => {
  expect(check(header, text, secret, at)).toBe(false)
})
