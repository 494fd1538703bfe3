import { externalIdOf } from '#server/channels/email/external-id.ts'
import { watchMailbox } from '#server/channels/email/mailbox.ts'
import type { Desk } from '#server/desk/desk.ts'
import { keepItem } from '#server/desk/items/keep-item.ts'
import { lookUpMailHost } from '#server/desk/connections/mail-reach.ts'
import { noteHealth } from '#server/desk/connections/note-health.ts'
import { receiveKept, receiveMail } from '#server/desk/items/understand-item.ts'
import { lockOf } from '#server/desk/digest.ts'
import { openSecret } from '#server/desk/seal.ts'
import { allConnections, mailboxes, saveCursor, type ConnectionRow } from '#server/store/connections.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import type { Station } from '#server/store/station.ts'

const largest = 25 * 1024 * 1024

/** A mailbox that is being read, as it was when reading began. */
export type Reading = { version: number; done: Promise<void>; stop: () => void }

/** By what one process at a time reads a mailbox. */
type Claims = Pick<Station, 'claim' | 'release'>

const nobodyElse: Claims = {
  claim: async () => new AbortController().signal,
  release: async () => undefined,
}

/**
 * Reads every mailbox that is configured and that nobody reads yet, here or in another process; one that was changed is
 * read anew, and one that has ended is not read on. When a process dies its mailboxes are free at once, and the next look
 * of any other takes them up where their cursors stand. Were two to read the same one for a moment, each mail would still
 * be kept once, because it is the same item. Answers how many were taken up.
 */
export async function readMailboxes(
  desk: Desk,
  reading: Map<string, Reading>,
  claims: Claims = nobodyElse,
): Promise<number> {
  const found = await desk.db.asWorker(mailboxes)
  for (const [id, { version, stop }] of reading)
    if (!found.some((mailbox) => mailbox.id === id && mailbox.version === version)) stop()
  let taken = 0
  for (const { org_id: org, id, version } of found) {
    // One that was told to stop is taken up again when it has.
    if (reading.has(id)) continue
    const claim = lockOf(org, `mailbox ${id}`)
    const lost = await claims.claim(claim)
    if (!lost) continue
    taken += 1
    const ending = new AbortController()
    const done = readOne(desk, org, id, AbortSignal.any([ending.signal, desk.ending, lost]))
      .catch((fault: unknown) => desk.failed('read mailbox', fault))
      .then(() => claims.release(claim))
      .finally(() => reading.delete(id))
    reading.set(id, { version, done, stop: () => ending.abort() })
  }
  return taken
}

async function readOne(desk: Desk, org: string, id: string, signal: AbortSignal): Promise<void> {
  const { connection, password } = await desk.db.withOrg(org, async (tx) => {
    const row = (await allConnections(tx)).find((one) => one.id === id)
    const { wrapped_key } = await thisOrganisation(tx)
    return { connection: row, password: row && passwordOf(desk, row, wrapped_key) }
  })
  const imap = connection?.settings.imap
  if (!connection || !imap || password === undefined) return
  const keep = async (
    mail: { bytes: Uint8Array; receivedAt: Temporal.Instant; form: 'mail' | 'headers' },
    cursor: unknown,
  ) => {
    const kept = await keepItem(desk, org, {
      connection: id,
      channel: 'email',
      externalId: externalIdOf(mail.bytes),
      receivedAt: mail.receivedAt,
      form: mail.form,
      bytes: mail.bytes,
      recipient: connection.address,
    })
    // The cursor moves on only when the mail is ours.
    await desk.db.withOrg(org, (tx) => saveCursor(tx, id, cursor))
    if (!kept.isNew) return
    if (mail.form === 'headers') await receiveKept(desk, org, kept.id)
    else
      await receiveMail(desk, org, {
        id: kept.id,
        connection: id,
        receivedAt: mail.receivedAt,
        bytes: mail.bytes,
      })
  }
  await watchMailbox({
    settings: { ...imap, password },
    where: () => lookUpMailHost(desk, { host: imap.host, port: imap.port, kind: 'imap' }),
    cursor: connection.cursor,
    keep: (mail, cursor) => keep({ ...mail, form: 'mail' }, cursor),
    tooLarge: ({ headers, receivedAt }, cursor) =>
      keep({ bytes: headers, receivedAt, form: 'headers' }, cursor),
    said: (health) => {
      const { because = null } = health
      if (!signal.aborted) void noteHealth(desk, org, id, { ...health, because }).catch(() => undefined)
    },
    maxBytes: largest,
    jitter: Math.random,
    now: desk.now,
    signal,
  })
}

const passwordOf = (desk: Desk, { sealed_secret, wrapped_key }: ConnectionRow, organisationKey: Buffer) =>
  sealed_secret && wrapped_key
    ? openSecret(desk.masterKey, organisationKey, { secret: sealed_secret, key: wrapped_key })
    : undefined
