import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A new key of one sign-in, as JSON Web Keys hold it (RFC 7517). */
export function newSignInKey(): Record<string, unknown> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return { ...privateKey.export({ format: 'jwk' }) }
}

/** Shows to a server that whoever asks holds the key (DPoP, RFC 9449), with the word that it wants to read in it. */
export function proofOfKey(
  jwk: Readonly<Record<string, unknown>>,
  { url, nonce, now }: { url: string; nonce: string | undefined; now: Temporal.Instant },
): string {
  const { kty, crv, x, y } = jwk
  const said = {
    jti: randomBytes(16).toString('base64url'),
    htm: 'POST',
    htu: url,
    iat: Math.floor(now.epochMilliseconds / 1000),
    ...(nonce !== undefined && { nonce }),
  }
  const text = `${part({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })}.${part(said)}`
  const key = createPrivateKey({ format: 'jwk', key: { ...jwk } })
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A word that only who begins a sign-in knows, and what is said of it when it begins (PKCE, RFC 7636). */
export function newVerifier(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}
