import { Refusal } from '#domain/refusal.ts'

/** What strangers may have in our memory at once, in bytes: all of them, and whoever comes from one address. */
const mostAtOnce = 160 * 1024 * 1024
const mostEach = 64 * 1024 * 1024
/** What a form without files comes to: there is always room for it. */
const always = 256 * 1024

/** The memory for what is being handed over and not kept yet. */
type UploadRoom = {
  /** Somebody begins to hand something over: a little more than `most` bytes of it are taken, so that it shows. */
  begin(name: string, most: number): Upload
}

/** What one hands over at a time. */
export type Upload = {
  /** Whether more of it is taken: false once it is more than what is taken at most. Refuses what there is no room for. */
  take(bytes: number): boolean
  end(): void
}

/** Opens the room. Slow and large uploads from a few addresses leave room for everybody else's. */
export function openUploadRoom(): UploadRoom {
  const held = new Map<string, number>()
  let all = 0
  return {
    begin(name, most) {
      let mine = 0
      let counted = 0
      return {
        take(bytes) {
          if (mine > most) return false
          mine += bytes
          if (mine <= always) return true
          const more = mine - counted
          if (all + more > mostAtOnce || (held.get(name) ?? 0) + more > mostEach)
            throw new Refusal('too-many', 'Too much is being sent at once. Try again in a minute.', {
              retryAfterSeconds: 60,
            })
          counted += more
          all += more
          held.set(name, (held.get(name) ?? 0) + more)
          return true
        },
        end() {
          all -= counted
          const left = (held.get(name) ?? 0) - counted
          if (left > 0) held.set(name, left)
          else held.delete(name)
          counted = 0
        },
      }
    },
  }
}
