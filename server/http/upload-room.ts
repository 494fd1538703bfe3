import { Refusal } from '#domain/refusal.ts'

/** What those who hand something over may have in our memory at once, in bytes: all of them, and each of them. */
const mostAtOnce = 160 * 1024 * 1024
const mostEach = 64 * 1024 * 1024
/** What a form without files comes to: there is always room for it. */
const always = 256 * 1024
/** How many may hand something over at once, small or large: all of them, and each of them. */
const mostUploads = 400
const mostUploadsEach = 20

/** The memory for what is being handed over and not kept yet. */
type UploadRoom = {
  /**
   * Somebody begins to hand something over: a little more than `most` bytes of it are taken, so that it shows. Refuses where
   * too many do already.
   */
  begin(name: string, most: number): Upload
}

/** What one hands over at a time. */
export type Upload = {
  /** Whether more of it is taken: false once it is more than what is taken at most. Refuses what there is no room for. */
  take(bytes: number): boolean
  end(): void
}

/** Opens the room. Slow, large or many uploads by a few leave room for everybody else's. */
export function openUploadRoom(): UploadRoom {
  const uploads = openCount(mostUploads, mostUploadsEach)
  const held = openCount(mostAtOnce, mostEach)
  return {
    begin(name, most) {
      if (!uploads.add(name, 1)) throw tooMuch()
      let isUnderWay = true
      let mine = 0
      let counted = 0
      return {
        take(bytes) {
          if (mine > most) return false
          mine += bytes
          if (mine <= always) return true
          if (!held.add(name, mine - counted)) throw tooMuch()
          counted = mine
          return true
        },
        end() {
          if (!isUnderWay) return
          isUnderWay = false
          uploads.takeAway(name, 1)
          held.takeAway(name, counted)
        },
      }
    },
  }
}

/** The bytes of a file. Of files that are too large together more is kept than is taken, so that they are refused by name. */
export async function readUpload(file: AsyncIterable<Uint8Array>, upload: Upload): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of file) {
    if (upload.take(chunk.byteLength)) chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const tooMuch = () =>
  new Refusal('too-many', 'Too much is being sent at once. Try again in a minute.', { retryAfterSeconds: 60 })

/** Counts what all have together and what each has, up to what they may have. */
function openCount(most: number, mostOfEach: number) {
  const each = new Map<string, number>()
  let all = 0
  return {
    /** Adds so many, or none of them where they are too many. */
    add(name: string, more: number): boolean {
      const theirs = (each.get(name) ?? 0) + more
      if (all + more > most || theirs > mostOfEach) return false
      all += more
      each.set(name, theirs)
      return true
    },
    takeAway(name: string, fewer: number) {
      all -= fewer
      const left = (each.get(name) ?? 0) - fewer
      if (left > 0) each.set(name, left)
      else each.delete(name)
    },
  }
}
