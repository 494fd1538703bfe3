/**
 * The desk cannot do it at this moment, and nobody is to blame for asking: its database is away, or its disk is full.
 * Nothing was done by halves, or nobody knows whether it was done; what carries a key may be asked again and is done once.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
  /** After how long it is worth asking again. */
  readonly retryAfter = Temporal.Duration.from({ seconds: 2 })
}
