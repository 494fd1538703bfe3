import { createECDH } from 'node:crypto'
import { expect, test } from 'vitest'
import { encryptPush } from './encrypt.ts'

const bytes = (text: string) => Buffer.from(text, 'base64url')

test('the example of RFC 8291, appendix A, comes out byte for byte', () => {
  const own = createECDH('prime256v1')
  own.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'))
  const browser = {
    p256dh: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
    auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
  }

  const sealed = encryptPush(Buffer.from('When I grow up, I want to be a watermelon'), browser, {
    salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    own,
  })

  expect(sealed.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  )
})

test('two messages with the same words look nothing alike', () => {
  const browser = createECDH('prime256v1')
  const keys = { p256dh: browser.generateKeys(), auth: Buffer.alloc(16, 1) }
  const one = encryptPush(Buffer.from('Case 4'), keys)
  const other = encryptPush(Buffer.from('Case 4'), keys)
  expect(one.equals(other)).toBe(false)
  expect(one.includes('Case 4')).toBe(false)
})

test('what is longer than a push service takes is refused before it is sent', () => {
  const browser = createECDH('prime256v1')
  const keys = { p256dh: browser.generateKeys(), auth: Buffer.alloc(16, 1) }
  expect(encryptPush(Buffer.alloc(3993), keys)).toHaveLength(4096)
  expect(() => encryptPush(Buffer.alloc(3994), keys)).toThrow(/3993 bytes/)
})
