/** The memory that the mails of one sender may take while they are in flight. */
export type MailShare = {
  /** The largest single mail, in bytes. */
  maxBytes: number
  /** Takes so many bytes more, or none of them where there is no room. */
  take(bytes: number): boolean
  giveBack(bytes: number): void
}

/** The memory that all mails in flight may take, each sender a share of it. */
type MailRoom = { of: (sender: string) => MailShare }

/**
 * Opens the room: as much as six of the largest mails, or 64 MB. Of that a sender has a third, so that whoever sends large
 * mails slowly, or never to their end, leaves room for everybody who comes from elsewhere.
 */
export function openMailRoom(maxBytes: number): MailRoom {
  const most = Math.max(6 * maxBytes, 64 * 1024 * 1024)
  const mostEach = Math.floor(most / 3)
  const held = new Map<string, number>()
  let all = 0
  return {
    of: (sender) => ({
      maxBytes,
      take(bytes) {
        const mine = (held.get(sender) ?? 0) + bytes
        if (mine > mostEach || all + bytes > most) return false
        held.set(sender, mine)
        all += bytes
        return true
      },
      giveBack(bytes) {
        const left = (held.get(sender) ?? 0) - bytes
        if (left > 0) held.set(sender, left)
        else held.delete(sender)
        all -= bytes
      },
    }),
  }
}
