import { createCipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto'

/** What a browser gives for writing to it: its public key on P-256, uncompressed, and a secret of 16 bytes (RFC 8291). */
export type BrowserKeys = { p256dh: Buffer; auth: Buffer }

/** One record (RFC 8188): push services take 4096 bytes with its head of 86, its tag of 16 and its delimiter. */
const recordSize = 4096
const mostText = recordSize - 86 - 16 - 1

/**
 * Encrypts what a push service carries and cannot read: Message Encryption for Web Push (RFC 8291) with one record of
 * aes128gcm (RFC 8188). Salt and key pair are new for each message; they are given only where a text of the RFC is checked.
 */
export function encryptPush(
  text: Uint8Array,
  { p256dh, auth }: BrowserKeys,
  { salt, own }: { salt: Buffer; own: ECDH } = { salt: randomBytes(16), own: newPair() },
): Buffer {
  if (text.byteLength > mostText) throw new RangeError(`A push carries ${mostText} bytes at most.`)
  const ownPublic = own.getPublicKey()
  const { key, nonce } = derive(own.computeSecret(p256dh), auth, { salt, browser: p256dh, sender: ownPublic })
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  // 0x02 ends the last record (RFC 8188, section 2).
  const body = Buffer.concat([cipher.update(text), cipher.update(Buffer.of(2)), cipher.final()])
  const head = Buffer.alloc(5)
  head.writeUInt32BE(recordSize, 0)
  head.writeUInt8(ownPublic.length, 4)
  return Buffer.concat([salt, head, ownPublic, body, cipher.getAuthTag()])
}

function newPair(): ECDH {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return pair
}

/** RFC 8291, section 3.4: the key of the message and its nonce, from what both sides know. */
function derive(
  shared: Buffer,
  auth: Buffer,
  { salt, browser, sender }: { salt: Buffer; browser: Buffer; sender: Buffer },
) {
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser, sender])
  const material = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
  const from = (what: string, length: number) =>
    Buffer.from(hkdfSync('sha256', material, salt, Buffer.from(`Content-Encoding: ${what}\0`), length))
  return { key: from('aes128gcm', 16), nonce: from('nonce', 12) }
}
