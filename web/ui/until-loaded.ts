/**
 * Loads a part of a screen, and tries again for as long as it cannot be had: a part that is late, because the network was away
 * while it was fetched, takes nothing down with it.
 */
export async function untilLoaded<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let pause = 1000; ; pause = Math.min(2 * pause, 30_000)) {
    try {
      return await load()
    } catch {
      await online(pause)
    }
  }
}

/** When the browser is online again, or after so many milliseconds. */
const online = (atMost: number) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, atMost)
    addEventListener('online', done)
  })
