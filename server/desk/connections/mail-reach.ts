import { findMailHost, type MailHost } from '#server/channels/email/mail-host.ts'
import type { Found } from '#server/channels/find-peer.ts'
import { isThisMachine } from '#server/channels/email/relay.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '../desk.ts'

/** Where a mail server is, as far as this desk may connect it. */
export const lookUpMailHost = ({ place }: Desk, host: MailHost): Promise<Found> =>
  findMailHost(host, { loopback: isThisMachine(place.host), trusted: place.trustedMailHosts })

type Server = { host: string; port: number } | null | undefined

/** Refuses mail servers that this desk does not connect. One whose name is not known yet may be so tomorrow. */
export async function refuseUnreachable(
  desk: Desk,
  { imap, relay }: { imap?: Server; relay?: Server },
): Promise<void> {
  const asked: MailHost[] = [
    ...(imap ? [{ host: imap.host, port: imap.port, kind: 'imap' as const }] : []),
    ...(relay ? [{ host: relay.host, port: relay.port, kind: 'smtp' as const }] : []),
  ]
  for (const one of asked) {
    const found = await lookUpMailHost(desk, one)
    if (found.address === null && !found.isUnknown)
      throw new Refusal('invalid', `${one.host}: ${found.because}`)
  }
}
