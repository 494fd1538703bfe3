import { findPeer, type Found, type Reach } from '../find-peer.ts'

/** Where mail servers listen: mailboxes (RFC 9051) and relays (RFC 5321, RFC 6409, RFC 8314, and the usual 2525). */
const ports = { imap: [143, 993], smtp: [25, 465, 587, 2525] } as const

export type MailHost = { host: string; port: number; kind: 'imap' | 'smtp' }

/** Looks a mail server up and says at which address it may be connected. */
export const findMailHost = ({ host, port, kind }: MailHost, reach: Reach): Promise<Found> =>
  findPeer({ host, port, called: 'mail server', ports: ports[kind] }, reach)
