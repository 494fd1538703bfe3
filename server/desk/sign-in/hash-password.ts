import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { Refusal } from '#domain/refusal.ts'

/** Argon2id with 19 MiB, two passes, one lane: the least that OWASP's Password Storage Cheat Sheet asks for. */
const asked = { memory: 19_456, passes: 2, parallelism: 1 }

/**
 * The digest of a password, written with the parameters it was made by, so that these can be raised: the PHC string of
 * Argon2id, `$argon2id$v=19$m=19456,t=2,p=1$salt$digest`. The key is the organisation's: a database alone lets nobody
 * guess passwords.
 */
export async function hashPassword(password: string, key: Buffer): Promise<string> {
  const salt = randomBytes(16)
  const digest = await derive(password, salt, key, asked)
  return `${prefixOf(asked)}$${base64(salt)}$${base64(digest)}`
}

/** Whether this is the password; `outdated` says that its digest should be made anew. */
export async function comparePassword(
  password: string,
  written: string,
  key: Buffer,
): Promise<'same' | 'outdated' | 'different'> {
  const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(written)
  if (!form) throw new Error('A password is kept in a form that is not known.')
  const [, memory, passes, parallelism, salt = '', digest = ''] = form
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const expected = Buffer.from(digest, 'base64')
  const found = await derive(password, Buffer.from(salt, 'base64'), key, parameters)
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return 'different'
  return written.startsWith(`${prefixOf(asked)}$`) ? 'same' : 'outdated'
}

/** Takes as long as comparing does, where there is nothing to compare with: the time tells nobody who is known here. */
export async function compareWithNothing(password: string): Promise<void> {
  await derive(password, randomBytes(16), randomBytes(32), asked)
}

type Parameters = typeof asked

const prefixOf = ({ memory, passes, parallelism }: Parameters) =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}`

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** Off the main thread, two at a time: each takes 19 MiB, and the other threads have files to read. */
async function derive(
  password: string,
  nonce: Buffer,
  secret: Buffer,
  parameters: Parameters,
): Promise<Buffer> {
  const leave = await enter()
  try {
    const message = password.normalize('NFKC')
    return await new Promise<Buffer>((resolve, reject) => {
      argon2('argon2id', { message, nonce, secret, tagLength: 32, ...parameters }, (fault, digest) =>
        fault ? reject(fault) : resolve(digest),
      )
    })
  } finally {
    leave()
  }
}

const most = 2
const longestQueue = 100
let under = 0
const queue: (() => void)[] = []

async function enter(): Promise<() => void> {
  if (queue.length >= longestQueue)
    throw new Refusal('too-many', 'Too many people are signing in at this moment. Try again in a minute.')
  if (under >= most) await new Promise<void>((resolve) => queue.push(resolve))
  else under += 1
  return () => {
    const next = queue.shift()
    // Whoever waited takes the place over.
    if (next) next()
    else under -= 1
  }
}
