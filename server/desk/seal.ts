import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** A secret under a data key of its own, and that key wrapped by its organisation's. */
export type Sealed = { secret: Buffer; key: Buffer }

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the text (NIST SP 800-38D). */
function encrypt(key: Buffer, text: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

/** A new key of an organisation, wrapped by the master key. */
export const newOrganisationKey = (masterKey: Buffer): Buffer => encrypt(masterKey, randomBytes(32))

/** Seals a channel's secret. */
export function sealSecret(masterKey: Buffer, organisationKey: Buffer, text: string): Sealed {
  const key = randomBytes(32)
  return { secret: encrypt(key, Buffer.from(text)), key: encrypt(decrypt(masterKey, organisationKey), key) }
}

/** Opens a channel's secret again. Throws when any of it was changed. */
export const openSecret = (masterKey: Buffer, organisationKey: Buffer, { secret, key }: Sealed): string =>
  decrypt(decrypt(decrypt(masterKey, organisationKey), key), secret).toString()

/** A key of the organisation's for one purpose, which stays the same when the master key is changed. */
export const organisationKeyFor = (masterKey: Buffer, organisationKey: Buffer, purpose: string): Buffer =>
  createHmac('sha256', decrypt(masterKey, organisationKey)).update(purpose).digest()

/** A key for data of one person or purpose, wrapped by the organisation's. */
export const newDataKey = (masterKey: Buffer, organisationKey: Buffer): Buffer =>
  encrypt(decrypt(masterKey, organisationKey), randomBytes(32))

/** Locks and opens what lies under a wrapped key. Opening throws when any of it was changed. */
export function lockUnder(masterKey: Buffer, organisationKey: Buffer, wrapped: Buffer) {
  const key = decrypt(decrypt(masterKey, organisationKey), wrapped)
  return {
    seal: (bytes: Uint8Array): Buffer => encrypt(key, Buffer.from(bytes)),
    open: (box: Buffer): Buffer => decrypt(key, box),
  }
}
