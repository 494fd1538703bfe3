type Connection = { id: string; address: string | null; has_relay: boolean }

/** In whose name the desk writes of itself, and by whose relay it leaves where the desk has none; null where there is none. */
type OwnSender = { relayOf: string | null; address: string | null }

/**
 * A relay takes mail from an address of its house: that of the connection whose relay it is, else that of the connection for
 * what nobody else claims, which stands first, else any that there is.
 */
export function ownSender(connections: readonly Connection[], deskHasRelay: boolean): OwnSender {
  const own = deskHasRelay ? undefined : connections.find(({ has_relay: has }) => has)
  const addressed = connections.find(({ address }) => address !== null)
  return { relayOf: own?.id ?? null, address: own?.address ?? addressed?.address ?? null }
}
