import type { Desk } from '#server/desk/desk.ts'
import { showCalls } from '#server/desk/line/show-calls.ts'

/** A live stream of somebody, and how it is told which calls are theirs now. */
type Handset = { org: string; handle: string; tell: (said: string) => void }

/** The live streams of this process, to be told of the calls at their colleague's extensions. */
export type Handsets = {
  /** Tells which calls there are now, and of each change from then on; answers how to hang up. */
  pickUp: (handset: Handset) => () => void
  /** A call of somebody changed: `organisation handle`, as the database says it; of anybody where it says nothing. */
  rang: (payload: string) => void
}

/**
 * What is told is how the calls are, and not what changed: whoever was cut off knows all of it with the first word they hear
 * again, and no call is lost.
 */
export function openHandsets(desk: Desk): Handsets {
  const handsets = new Map<string, Set<Handset>>()
  const telling = new Set<string>()
  const stale = new Set<string>()

  const tell = async (whose: string) => {
    const [first] = handsets.get(whose) ?? []
    if (!first) return
    const { calls } = await showCalls(desk, first)
    const said = `event: calls\ndata: ${JSON.stringify({ calls })}\n\n`
    for (const handset of handsets.get(whose) ?? []) handset.tell(said)
  }
  // One after the other, or what was read first might be told last.
  const tellNow = async (whose: string) => {
    stale.add(whose)
    if (telling.has(whose)) return
    telling.add(whose)
    try {
      while (stale.delete(whose)) await tell(whose)
    } catch (fault) {
      desk.failed('calls', fault)
    } finally {
      telling.delete(whose)
    }
  }
  return {
    pickUp(handset) {
      const whose = `${handset.org} ${handset.handle}`
      const ofColleague = handsets.get(whose) ?? new Set()
      handsets.set(whose, ofColleague.add(handset))
      void tellNow(whose)
      return () => {
        ofColleague.delete(handset)
        if (ofColleague.size === 0) handsets.delete(whose)
      }
    },
    rang(payload) {
      // Connected anew to the database, nobody knows what was said meanwhile.
      for (const whose of payload === '' ? handsets.keys() : [payload])
        if (handsets.has(whose)) void tellNow(whose)
    },
  }
}
