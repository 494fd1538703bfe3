import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { z } from 'zod'

const Change = z.object({ caseId: z.uuid() })
const Presence = z.object({
  caseId: z.uuid(),
  others: z.array(
    z.object({ id: z.string(), name: z.string(), doing: z.enum(['looking', 'writing']), since: z.string() }),
  ),
})
/** Half of the second within which a complaint has to be on the screen. */
const listEveryMs = 500
const retryMs = 5000

/** Whether changes arrive as they happen, and since when not. */
export type Liveness = { isLive: true } | { isLive: false; since: Temporal.Instant }

let liveness: Liveness = { isLive: true }
const listeners = new Set<() => void>()

function becomes(isLive: boolean) {
  if (liveness.isLive === isLive) return
  liveness = isLive ? { isLive } : { isLive, since: Temporal.Now.instant() }
  for (const heard of listeners) heard()
}

/** Whether the screen is live. */
export const useLiveness = (): Liveness =>
  useSyncExternalStore(
    (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    () => liveness,
  )

/**
 * Listens to the desk and makes stale what has changed: the case at once, the lists at most every so often.
 * The browser reconnects by itself from the last id; where it gives up, we go on from the position we hold.
 */
export function listenLive(client: QueryClient): () => void {
  const source: { now?: EventSource; retry?: ReturnType<typeof setTimeout> } = {}
  let position: string | undefined
  let hasEnded = false
  const staleLists = throttled(() => {
    // A queue is told only: its screen reads anew what of it is looked at.
    void client.invalidateQueries({ queryKey: ['cases'], refetchType: 'none' })
    for (const list of ['counts', 'audit', 'items', 'doubts', 'mentions'])
      void client.invalidateQueries({ queryKey: [list] })
  }, listEveryMs)

  // One source at a time, or each change would be heard twice.
  const close = () => {
    clearTimeout(source.retry)
    source.now?.close()
  }
  const open = () => {
    close()
    if (hasEnded) return
    const events = new EventSource(position === undefined ? '/api/live' : `/api/live?since=${position}`)
    source.now = events
    events.addEventListener('hello', ({ lastEventId }) => {
      // What changed between the first reading of a list and now, nobody will tell.
      if (position === undefined) staleLists()
      position ??= lastEventId
      becomes(true)
    })
    events.addEventListener('change', ({ lastEventId, data }) => {
      position = lastEventId
      const change = Change.safeParse(JSON.parse(String(data))).data
      if (change) void client.invalidateQueries({ queryKey: ['case', change.caseId] })
      staleLists()
    })
    events.addEventListener('counted', staleLists)
    // Who is there is no change: it carries no position, and is simply how it is now.
    events.addEventListener('presence', ({ data }) => {
      const heard = Presence.safeParse(JSON.parse(String(data))).data
      if (heard) client.setQueryData(['presence', heard.caseId], heard.others)
    })
    events.addEventListener('error', () => {
      becomes(false)
      if (events.readyState === EventSource.CLOSED) source.retry = setTimeout(open, retryMs)
    })
  }
  // A line that was cut may stay open for minutes without a word: the browser knows better when it is there again.
  const cut = () => {
    close()
    becomes(false)
  }
  window.addEventListener('offline', cut)
  window.addEventListener('online', open)
  open()
  return () => {
    hasEnded = true
    window.removeEventListener('offline', cut)
    window.removeEventListener('online', open)
    close()
  }
}

/** Does it now, and then at most once in a while, the last time always included. */
function throttled(act: () => void, everyMs: number): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let last = 0
  return () => {
    if (waiting) return
    const inMs = Math.max(0, last + everyMs - performance.now())
    waiting = setTimeout(() => {
      waiting = undefined
      last = performance.now()
      act()
    }, inMs)
  }
}
