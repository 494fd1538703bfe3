import { Refusal } from '#domain/refusal.ts'
import type { ConnectionRow } from '#server/store/connections.ts'
import type { Desk } from '../desk.ts'
import { openSecret, sealSecret, type Sealed } from '../seal.ts'

type Server = { host: string; port: number; secure: boolean; user: string }

/** A mail server with the password that was typed; without one, the one that is kept is meant. */
export type ServerGiven = Server & { password?: string | undefined }

/**
 * The password that is meant. A kept one goes only where it was kept for: with another host, port or user it has to be
 * typed again, or whoever may change a connection could have it sent to a server of their own.
 */
export function passwordMeant(
  desk: Desk,
  organisationKey: Buffer,
  given: ServerGiven,
  known: { server: Server | undefined; secret: Buffer | null; key: Buffer | null } | undefined,
): string {
  if (given.password !== undefined) return given.password
  const { server, secret, key } = known ?? { server: undefined, secret: null, key: null }
  if (!server || !secret || !key) throw new Refusal('invalid', `The password at ${given.host} is missing.`)
  if (!isSame(server, given))
    throw new Refusal(
      'invalid',
      `The kept password is for ${server.user} at ${server.host}, port ${server.port}. Type the one for ${given.host}.`,
    )
  return openSecret(desk.masterKey, organisationKey, { secret, key })
}

const isSame = (one: Server, other: Server) =>
  one.host === other.host &&
  one.port === other.port &&
  one.user === other.user &&
  // From TLS to none is another server to whoever listens.
  one.secure === other.secure

/** What is kept of a connection's mailbox password. */
export const keptMailbox = ({ settings, sealed_secret, wrapped_key }: ConnectionRow) => ({
  server: settings.imap,
  secret: sealed_secret,
  key: wrapped_key,
})

/** What is kept of a connection's relay password. */
export const keptRelay = ({ settings, sealed_relay, wrapped_relay_key }: ConnectionRow) => ({
  server: settings.relay,
  secret: sealed_relay,
  key: wrapped_relay_key,
})

/** Seals a password under a key of its own. */
export const sealPassword = (desk: Desk, organisationKey: Buffer, password: string): Sealed =>
  sealSecret(desk.masterKey, organisationKey, password)
