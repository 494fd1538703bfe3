import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { listCalls } from '#contract/calls.ts'
import { makeStale } from './make-stale.ts'
import { shareStream, type Heard } from './one-stream.ts'

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

/** What the desk says by its stream. */
const said = ['hello', 'change', 'counted', 'presence', 'calls'] as const

/**
 * Listens to the desk and makes stale what has changed: the case at once, the lists at most every so often. One tab
 * of a colleague listens for all; `whose` names organisation and handle, so that nobody hears another's. The browser reconnects by itself from the last id; where it gives up, we go on from
 * the position we hold.
 */
export function listenLive(client: QueryClient, whose: string): () => void {
  let position: string | undefined
  const staleLists = throttled(() => {
    // A queue is told only: its screen reads anew what of it is looked at.
    void client.invalidateQueries({ queryKey: ['cases'], refetchType: 'none' })
    for (const list of ['counts', 'audit', 'items', 'doubts', 'mentions', 'remedies', 'pages', 'card'])
      void client.invalidateQueries({ queryKey: [list] })
  }, listEveryMs)

  const hear: Record<(typeof said)[number], (id: string, data: unknown) => void> = {
    hello(id) {
      // What changed between the first reading of a list or a case and now, nobody will tell.
      if (position === undefined) {
        staleLists()
        makeStale(client, ['case'])
      }
      position ??= id
      becomes(true)
    },
    change(id, data) {
      position = id
      const change = Change.safeParse(data).data
      if (change) makeStale(client, ['case', change.caseId])
      staleLists()
    },
    counted: staleLists,
    // Who is there is no change: it carries no position, and is simply how it is now.
    presence(_, data) {
      const heard = Presence.safeParse(data).data
      if (heard) client.setQueryData(['presence', heard.caseId], heard.others)
    },
    // Which calls there are now: whoever was cut off knows all of them again.
    calls(_, data) {
      const heard = listCalls.output.safeParse(data).data
      if (heard) client.setQueryData(['calls'], heard)
    },
  }
  return shareStream(`evenhand live ${whose}`, {
    open: (tell) => openStream(() => position, tell),
    hear(heard) {
      if (heard.kind === 'line') return becomes(heard.isThere)
      const type = said.find((name) => name === heard.type)
      if (type) hear[type](heard.id, JSON.parse(heard.data))
    },
  })
}

/** Opens the stream from a position on, and again whenever it is cut; answers how to close it. */
function openStream(since: () => string | undefined, tell: (heard: Heard) => void): () => void {
  const source: { now?: EventSource; retry?: ReturnType<typeof setTimeout> } = {}
  // One source at a time, or each change would be heard twice.
  const close = () => {
    clearTimeout(source.retry)
    source.now?.close()
  }
  const open = () => {
    close()
    const position = since()
    const events = new EventSource(position === undefined ? '/api/live' : `/api/live?since=${position}`)
    source.now = events
    for (const type of said)
      events.addEventListener(type, ({ lastEventId, data }) =>
        tell({ kind: 'event', type, id: lastEventId, data: String(data) }),
      )
    events.addEventListener('error', () => {
      tell({ kind: 'line', isThere: false })
      if (events.readyState === EventSource.CLOSED) source.retry = setTimeout(open, retryMs)
    })
  }
  // A line that was cut may stay open for minutes without a word: the browser knows better when it is there again.
  const cut = () => {
    close()
    tell({ kind: 'line', isThere: false })
  }
  window.addEventListener('offline', cut)
  window.addEventListener('online', open)
  open()
  return () => {
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
