import { isIP } from 'node:net'
import { Refusal } from '#domain/refusal.ts'

/** The server that takes our mail for delivery. Holds a secret: it is never put into a message or a log. */
export type Relay = {
  host: string
  port: number
  /** TLS from the first byte (`smtps:`). */
  secure: boolean
  login?: { user: string; pass: string }
  /** How the connection is protected when it begins in the clear. */
  startTls: 'when-offered' | 'required'
  /** Whether its certificate must be a good one: without it, TLS keeps out only those who merely listen. */
  verified: boolean
}

/**
 * Reads the address of the relay, such as `smtp://user:password@mail.example:587`. A password leaves this machine
 * only under TLS; without one, and to this machine itself, TLS is used when it is offered.
 */
export function relayFrom(address: string): Relay {
  const url = URL.parse(address)
  const secure = url?.protocol === 'smtps:'
  if (!url?.hostname || (!secure && url.protocol !== 'smtp:')) throw unreadable()
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isHere = isThisMachine(host)
  const login = url.username ? { user: decoded(url.username), pass: decoded(url.password) } : undefined
  return {
    host,
    port: Number(url.port) || usualPort(secure, login !== undefined),
    secure,
    ...(login && { login }),
    startTls: login !== undefined && !isHere ? 'required' : 'when-offered',
    verified: !isHere && (secure || login !== undefined),
  }
}

/** A relay of a connection's own, with its user and password. */
export type RelaySettings = { host: string; port: number; secure: boolean; user: string; password: string }

/** The address of a relay that signs us in, as `relayFrom` reads it. Holds a secret. */
export function relayUrlOf({ host, port, secure, user, password }: RelaySettings): string {
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  const named = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  return `${secure ? 'smtps' : 'smtp'}://${login}@${named}:${port}`
}

function usualPort(secure: boolean, hasLogin: boolean) {
  if (secure) return 465
  return hasLogin ? 587 : 25
}

/** Whether what is sent to this host stays on this machine. */
export const isThisMachine = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

function decoded(part: string) {
  try {
    return decodeURIComponent(part)
  } catch {
    throw unreadable()
  }
}

/** Names nothing of the address: it may hold a password. */
const unreadable = () =>
  new Refusal(
    'invalid',
    'The address of the mail relay must look like smtp://user:password@host:587 or smtps://host.',
  )
