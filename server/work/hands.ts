/**
 * What is done outside at the same time: nobody waits for a server that hangs but whoever is behind that server. Of each
 * organisation only some, so that its servers keep no other's mail waiting.
 */
export type Hands = {
  isFree: (org: string) => boolean
  /** Whether there are none for anybody. */
  isFull: () => boolean
  /** The organisations that have as many as they may. */
  busy: () => string[]
  /** Begins with something, and does not wait for it. */
  begin: (org: string, act: () => Promise<void>) => void
  /** Resolves when nothing is under way any more. */
  idle: () => Promise<void>
}

type Size = { all: number; each: number }

/** Opens them. `freed` is told of each that is free again, `failed` of each that failed. */
export function openHands(
  { all, each }: Size,
  { freed, failed }: { freed?: () => void; failed: (fault: unknown) => void },
): Hands {
  const underWay = new Map<Promise<void>, string>()
  const held = (org: string) => [...underWay.values()].filter((one) => one === org).length
  const isFull = () => underWay.size >= all
  return {
    isFree: (org) => !isFull() && held(org) < each,
    isFull,
    busy: () => [...new Set(underWay.values())].filter((org) => held(org) >= each),
    begin(org, act) {
      const done: Promise<void> = act()
        .catch(failed)
        .finally(() => {
          underWay.delete(done)
          freed?.()
        })
      underWay.set(done, org)
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.keys())
    },
  }
}
