import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { newVapidKeys, vapidHeader } from './vapid.ts'

const now = Temporal.Instant.from('2026-11-28T22:10:00Z')

test('a push service can check who writes: the token is signed for it alone, and ends within a day', () => {
  const keys = newVapidKeys()

  const header = vapidHeader(new URL('https://push.example/send/abc'), keys, {
    contact: 'mailto:desk@example.org',
    now,
  })

  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({ typ: 'JWT', alg: 'ES256' })
  const said: { exp: number } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  expect(said).toMatchObject({ aud: 'https://push.example', sub: 'mailto:desk@example.org' })
  expect(said.exp * 1000 - now.epochMilliseconds).toBeLessThanOrEqual(24 * 3600 * 1000)
  expect(key).toBe(keys.publicKey)
  const point = Buffer.from(key, 'base64url')
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const isGood = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  expect(isGood).toBe(true)
})
