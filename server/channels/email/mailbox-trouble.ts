import type { ImapFlowError } from 'imapflow'

/** A mail that the desk could not store: it stays where it is, and is asked for again. */
export class NotKept extends Error {
  override readonly name = 'NotKept'
}

/** A mailbox that the server knows nothing of, or does not open for us. */
export class MailboxNotOpened extends Error {
  override readonly name = 'MailboxNotOpened'
}

/** A server that the desk does not connect, with why in a sentence of ours. */
export class ServerNotConnected extends Error {
  override readonly name = 'ServerNotConnected'
}

const unknownName = new Set(['ENOTFOUND', 'EAI_AGAIN'])
const noAnswer = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'CONNECT_TIMEOUT'])
const badCertificate = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/

/** Why a mailbox is not being read, in a sentence for whoever can mend it. Never the server's words, nor a secret. */
export function mailboxTrouble(trouble: unknown): string {
  if (trouble instanceof NotKept)
    return 'A mail could not be stored. It stays in the mailbox and is tried again.'
  if (trouble instanceof MailboxNotOpened)
    return 'The mail server has no such mailbox, or does not open it for this user.'
  if (trouble instanceof ServerNotConnected) return trouble.message
  if (!(trouble instanceof Error)) return lost
  const {
    authenticationFailed,
    responseStatus,
    serverResponseCode,
    tlsFailed,
    code = '',
  }: ImapFlowError = trouble
  if (authenticationFailed && responseStatus === 'NO' && serverResponseCode !== 'UNAVAILABLE') {
    return 'The mail server does not let us in: the user name or the password is wrong.'
  }
  if (badCertificate.test(code))
    return 'The certificate of the mail server cannot be trusted. One of an authority of your own is made known by NODE_EXTRA_CA_CERTS (docs/run-it.md).'
  if (code === 'GREETING_TIMEOUT')
    return 'Something is there, but does not greet as a mail server does: it may want TLS from the start, usually at port 993.'
  if (speaksNoTls(code))
    return 'The mail server does not speak TLS from the start at this port: try STARTTLS, usually at port 143.'
  if (tlsFailed) return 'The connection to the mail server cannot be encrypted.'
  if (unknownName.has(code)) return 'The name of the mail server is not known.'
  if (noAnswer.has(code)) return 'Nobody answers at the address of the mail server.'
  return lost
}

/** Whether TLS was answered by something that is none: so OpenSSL says it. */
export const speaksNoTls = (code: string | undefined): boolean =>
  /^(?:ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE)|EPROTO)$/.test(code ?? '')

const lost = 'The connection to the mail server was lost.'
