/** A mail that is kept and not understood yet. `client` is the address that handed it over. */
type QueuedMail = {
  org: string
  client: string
  id: string
  connection: string
  receivedAt: Temporal.Instant
  bytes: Uint8Array
}

/** The mails that a process has in memory, in the order in which they came. */
export type MailQueue = {
  /** Puts one at the end. Where there is no place for it, it waits in the database. */
  add(mail: QueuedMail): void
  /** How many of an organisation are in it. */
  waitingOf(org: string): number
  /**
   * Takes the first ones out that are of one organisation; null where there is none. Of an organisation that is being received
   * for only as many as can be taken at once, and no fewer.
   */
  take(most: number, busy?: ReadonlySet<string>): { org: string; mails: QueuedMail[] } | null
}

const places = { mails: 200, bytes: 32 * 1024 * 1024 }

/** Opens the queue. Whoever sends much has three quarters of it at most: others' mails are not left to wait for the next look. */
export function openMailQueue(): MailQueue {
  let waiting: QueuedMail[] = []
  const hasPlace = (mails: readonly QueuedMail[], share: number) =>
    mails.length <= share * places.mails &&
    mails.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) <= share * places.bytes
  return {
    add(mail) {
      const theirs = waiting.filter(({ client }) => client === mail.client)
      const isTheirFirst = theirs.length === 0
      if (hasPlace([...waiting, mail], 1) && (isTheirFirst || hasPlace([...theirs, mail], 0.75)))
        waiting.push(mail)
    },
    waitingOf: (org) => waiting.filter((mail) => mail.org === org).length,
    take(most, busy = new Set()) {
      for (const [org, all] of Map.groupBy(waiting, (mail) => mail.org)) {
        if (busy.has(org) && all.length < most) continue
        const mails = all.slice(0, most)
        const taken = new Set(mails)
        waiting = waiting.filter((mail) => !taken.has(mail))
        return { org, mails }
      }
      return null
    },
  }
}
