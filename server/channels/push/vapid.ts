import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'

/** By what push services know who writes: a key pair on P-256, as JSON Web Keys hold it (RFC 7517). */
export type VapidKeys = { publicKey: string; privateKey: string }

/** A new key pair: the public one as browsers and push services take it, the private one to be sealed. */
export function newVapidKeys(): VapidKeys {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return { publicKey: point.toString('base64url'), privateKey: d }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token says the same for so long (RFC 8292 allows a day). */
const lasts = Temporal.Duration.from({ hours: 12 })

/**
 * Who writes, for one push service: a token signed with ES256 (RFC 8292, RFC 7515) and the key to check it by.
 * `contact` is where whoever runs a push service reaches us: a `mailto:` or an `https:` address.
 */
export function vapidHeader(
  endpoint: URL,
  { publicKey, privateKey }: VapidKeys,
  { contact, now }: { contact: string; now: Temporal.Instant },
): string {
  const expires = Math.floor(now.add(lasts).epochMilliseconds / 1000)
  const said = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: endpoint.origin, exp: expires, sub: contact })}`
  const point = Buffer.from(publicKey, 'base64url')
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: privateKey,
    },
  })
  const signature = sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' })
  return `vapid t=${said}.${signature.toString('base64url')}, k=${publicKey}`
}
