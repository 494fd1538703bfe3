/** One thing that the desk's stream has said, or that its line is cut or there again. */
export type Heard =
  | { kind: 'event'; type: string; id: string; data: string }
  | { kind: 'line'; isThere: boolean }

type Asked = { kind: 'asked' }

/**
 * Hears a stream once for all tabs of a browser, which tell one another: over HTTP/1.1 each stream holds one of the six
 * connections that a browser has to the desk, and a page that goes away must not keep its own. When the tab that
 * hears is closed, another goes on from where it stood. `open` begins to hear, and answers how to stop.
 */
export function shareStream(
  name: string,
  { open, hear }: { open: (tell: (heard: Heard) => void) => () => void; hear: (heard: Heard) => void },
): () => void {
  let stop = begin()
  function begin() {
    const leaving = new AbortController()
    const tabs = new BroadcastChannel(name)
    const lead = () => leadTabs(tabs, { open, hear }, leaving.signal)
    tabs.addEventListener('message', ({ data }: MessageEvent<Heard | Asked>) => {
      if (data.kind !== 'asked') hear(data)
    })
    // A browser lends locks to safe origins alone; elsewhere each tab hears for itself.
    const locks: LockManager | undefined = navigator.locks
    if (locks) {
      void locks.request(name, { signal: leaving.signal }, lead).catch(() => undefined)
      tellTabs(tabs, { kind: 'asked' })
    } else {
      tabs.close()
      return open(hear)
    }
    return () => {
      leaving.abort()
      tabs.close()
    }
  }
  const leave = () => stop()
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (persisted) stop = begin()
  }
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', comeBack)
  return () => {
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('pageshow', comeBack)
    stop()
  }
}

/** Hears for all tabs until it leaves; a tab that asks is told how it is now. */
async function leadTabs(
  tabs: BroadcastChannel,
  { open, hear }: { open: (tell: (heard: Heard) => void) => () => void; hear: (heard: Heard) => void },
  leaving: AbortSignal,
): Promise<void> {
  if (leaving.aborted) return
  const now = new Map<string, Heard>()
  tabs.addEventListener('message', ({ data }: MessageEvent<Heard | Asked>) => {
    if (data.kind === 'asked') for (const heard of now.values()) tellTabs(tabs, heard)
  })
  const close = open((heard) => {
    now.set(heard.kind === 'line' ? 'line' : heard.type, heard)
    hear(heard)
    tellTabs(tabs, heard)
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  leaving.addEventListener('abort', () => resolve(), { once: true })
  await promise
  close()
}

const tellTabs = (tabs: BroadcastChannel, word: Heard | Asked) =>
  // A channel reaches its own origin alone, and takes no other argument.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  tabs.postMessage(word)
