import { Unavailable } from '#domain/unavailable.ts'
import { errorCode } from './error-code.ts'

/** Connections that PostgreSQL or the system ended or refused, and what it has no room for: all of it passes. */
const passing = [
  /^08/, // connection exceptions
  /^53/, // insufficient resources: disk full, out of memory, too many connections
  /^57P0/, // shutting down, crashed, starting
  /^58030$/, // input and output
  /^25006$/, // a standby that has not taken over yet
]
const ofTheSystem = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
])
/** `pg` gives these no code. */
const withoutCode =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/

/** What a person or a program is told of a fault: that the database is away, where that is what it says; else itself. */
export function whatItMeans(fault: unknown): unknown {
  if (!(fault instanceof Error)) return fault
  const code = errorCode(fault)
  const isAway =
    code === undefined
      ? withoutCode.test(fault.message)
      : (ofTheSystem.has(code) && isOfConnection(fault)) || passing.some((pattern) => pattern.test(code))
  return isAway
    ? new Unavailable('The desk cannot reach its database at this moment.', { cause: fault })
    : fault
}

/** A file that is missing has the same code as a socket that is. */
const isOfConnection = (fault: Error) =>
  'syscall' in fault && ['connect', 'read', 'write', 'getaddrinfo'].some((call) => call === fault.syscall)
