import { createHash } from 'node:crypto'
import { all, has, headersOf, longestHead, type MailHeaders } from './mail-headers.ts'
import { keysOf } from './message-ids.ts'

/**
 * What the sender wrote into the head. Everything else is trace: Received, Return-Path, Delivered-To, Resent-*
 * (RFC 5321 section 4.4, RFC 5322 section 3.6.6), DKIM and ARC seals, Authentication-Results, spam verdicts,
 * whatever X- field a route adds. A list of what counts holds against routes not yet invented; a list of what
 * does not would need each of their names. DKIM-Signature is left out too: a forwarder signs anew.
 */
const written = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'date',
  'subject',
  'in-reply-to',
  'references',
  'content-type',
  'content-transfer-encoding',
]

/**
 * Names a mail: its Message-ID (if any), "#", and 32 hex digits of the SHA-256 of the mail without its trace.
 * The same mail through two routes has one name, whatever order, folding or line ends the routes prefer; a
 * Message-ID used again for another mail has another.
 */
export function externalIdOf(bytes: Uint8Array): string {
  const headers = headersOf(bytes)
  const digest = createHash('sha256')
  const isMail = headers.size <= longestHead && written.some((name) => has(headers, name))
  if (isMail) digest.update(whatWasWritten(headers), 'latin1')
  else digest.update(bytes)
  return `${keysOf(headers)[0] ?? ''}#${digest.digest('hex').slice(0, 32)}`
}

function whatWasWritten(headers: MailHeaders): string {
  const head = written.map((name) => `${name}:${all(headers, name).map(withoutFolds).join('\n')}`)
  const body = headers.mail.toString('latin1', headers.bodyAt).replaceAll('\r\n', '\n').replace(/\n+$/, '')
  return `${Buffer.from(head.join('\n'), 'utf8').toString('latin1')}\n\n${body}`
}

const withoutFolds = (body: string) => body.replace(/\s+/g, ' ')
