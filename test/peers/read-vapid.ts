import { createPublicKey, verify } from 'node:crypto'

/** What somebody who pushes says of themselves. */
export type Vapid = {
  /** Their public key. */
  key: string
  /** What the head of the token says. */
  head: unknown
  /** For which service, who to write to, and until when (in seconds). */
  claims: { aud: string; sub: string; exp: number }
  /** Whether it is signed by the key that it names. */
  isSigned: boolean
}

/** Reads the header by which a push service knows who writes: RFC 8292. */
export function readVapid(header: string): Vapid {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: keyOf(Buffer.from(key, 'base64url')), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  return { key, head: read(head), claims: read(claims), isSigned }
}

const keyOf = (point: Buffer) =>
  createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })

const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
