import { createHash, createHmac, hash, randomBytes } from 'node:crypto'

/** A salt for words that an event names by their digest: when it is erased, nobody can test a guess. */
export const newSalt = (): Buffer => randomBytes(16)

/** The salted digest by which an event names words that live in a row of their own. */
export const digestOf = (salt: Buffer, ...words: readonly string[]): string =>
  createHash('sha256').update(salt).update(words.join('\0')).digest('base64url')

/** The advisory lock of a key of an organisation: the first eight bytes of its digest. */
export const lockOf = (org: string, key: string): bigint =>
  hash('sha256', `${org}\n${key}`, 'buffer').readBigInt64BE()

/** The unsalted digest by which two messages are seen to say the same; compared, never kept. */
export const wordsDigest = (subject: string, body: string): string => hash('sha256', `${subject}\n${body}`)

/** A digest that only this installation can compute: of what outlives the words, and must not betray them. */
export const keyedDigest = (masterKey: Buffer, text: string): Buffer =>
  createHmac('sha256', masterKey).update(text).digest()
