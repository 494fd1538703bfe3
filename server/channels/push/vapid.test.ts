import { expect, test } from 'vitest'
import { readVapid } from '#test/peers/read-vapid.ts'
import { newVapidKeys, vapidHeader } from './vapid.ts'

const now = Temporal.Instant.from('2026-11-28T22:10:00Z')

test('a push service can check who writes: the token is signed for it alone, and ends within a day', () => {
  const keys = newVapidKeys()

  const header = vapidHeader(new URL('https://push.example/send/abc'), keys, {
    contact: 'mailto:desk@example.org',
    now,
  })

  const { key, head, claims, isSigned } = readVapid(header)
  expect(head).toEqual({ typ: 'JWT', alg: 'ES256' })
  expect(claims).toMatchObject({ aud: 'https://push.example', sub: 'mailto:desk@example.org' })
  expect(claims.exp * 1000 - now.epochMilliseconds).toBeLessThanOrEqual(24 * 3600 * 1000)
  expect(key).toBe(keys.publicKey)
  expect(isSigned).toBe(true)
})
