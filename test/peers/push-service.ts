import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { readVapid } from './read-vapid.ts'

/** A message as the browser that it was for has read it. */
type Read = {
  title: string
  body: string
  path: string
  tag: string
  isUrgent: boolean
  answer?: { page: string; label: string }
}

/** A browser that has subscribed: what it gives the desk, and what it has been shown. */
type Browser = {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  shown: Read[]
  /** What the push service answers for it from now on: 201 while it is there. */
  answers(status: number): void
}

export type PushService = { browser(): Browser; close(): Promise<void> }

/**
 * The receiving end of web push: a push service as RFC 8030 has it, on this machine, together with the browsers that it
 * serves. It checks who writes by RFC 8292, and each browser reads with its own keys by RFC 8291: whatever it shows has
 * come as it would have in the world.
 */
export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, Browser & { status: number; read: (sealed: Buffer) => Read }>()
  const server = createServer((request, response) => {
    const browser = browsers.get(request.url ?? '')
    void (async () => {
      const sealed = await buffer(request)
      const status = browser ? browser.status : 404
      const isTaken = status === 201
      if (isTaken && !isRightly(request)) return response.writeHead(403).end()
      if (isTaken) browser?.shown.push(browser.read(sealed))
      return response.writeHead(status, isTaken ? { location: '/message/1' } : {}).end()
    })().catch(() => response.writeHead(400).end())
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    browser() {
      const keys = createECDH('prime256v1')
      const auth = randomBytes(16)
      const path = `/push/${randomBytes(12).toString('hex')}`
      const browser = {
        subscription: {
          endpoint: `http://127.0.0.1:${port}${path}`,
          keys: { p256dh: keys.generateKeys('base64url'), auth: auth.toString('base64url') },
        },
        shown: [],
        status: 201,
        answers(status: number) {
          browser.status = status
        },
        read: (sealed: Buffer): Read => JSON.parse(decrypt(sealed, keys, auth).toString()),
      }
      browsers.set(path, browser)
      return browser
    },
    close: async () => {
      server.closeAllConnections()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
}

/** Whether the message says what RFC 8030 asks for, and its token is signed by the key that it names, for this service. */
function isRightly({ headers, method }: IncomingMessage): boolean {
  const { claims, isSigned } = readVapid(headers.authorization ?? '')
  return (
    method === 'POST' &&
    isSigned &&
    claims.aud === `http://${headers.host ?? ''}` &&
    /^\d+$/.test(String(headers['ttl'])) &&
    /^[\w-]{1,32}$/.test(String(headers['topic'])) &&
    headers['content-encoding'] === 'aes128gcm'
  )
}

/** What a browser does with a message: RFC 8291 and RFC 8188, one record. */
function decrypt(message: Buffer, browser: ECDH, auth: Buffer): Buffer {
  const salt = message.subarray(0, 16)
  const length = message.readUInt8(20)
  const sender = message.subarray(21, 21 + length)
  const sealed = message.subarray(21 + length)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender])
  const material = Buffer.from(hkdfSync('sha256', browser.computeSecret(sender), auth, info, 32))
  const key = Buffer.from(
    hkdfSync('sha256', material, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
  )
  const nonce = Buffer.from(hkdfSync('sha256', material, salt, Buffer.from('Content-Encoding: nonce\0'), 12))
  const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2))
}
