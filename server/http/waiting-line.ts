/** How many are let in at once, how many of them in one name, and how many may wait, altogether and in one name. */
type LineSize = { places: number; each: number; waiting: number; waitingEach: number }

/** A line in which everybody waits for a place, and no name can take all of them. */
export type WaitingLine = {
  /**
   * Resolves with how to leave once there is a place; at once with null where too many wait already. Whoever has gone
   * meanwhile is passed over.
   */
  enter(name: string, isGone: () => boolean): Promise<(() => void) | null>
}

type Waiting = { isGone: () => boolean; letIn: (leave: (() => void) | null) => void }

/**
 * Opens a line. Names take turns: whoever asks once waits for one of each other name, however often that one asks. Where the
 * line is full, whoever waits more often makes room for whoever waits less.
 */
export function openWaitingLine({ places, each, waiting, waitingEach }: LineSize): WaitingLine {
  const inside = new Map<string, number>()
  // In the order in which each name has its turn.
  const lines = new Map<string, Waiting[]>()
  let taken = 0
  let wait = 0

  const hasPlace = (name: string) => taken < places && (inside.get(name) ?? 0) < each
  const take = (name: string) => {
    taken += 1
    inside.set(name, (inside.get(name) ?? 0) + 1)
    let isIn = true
    return () => {
      if (!isIn) return
      isIn = false
      taken -= 1
      const left = (inside.get(name) ?? 1) - 1
      if (left === 0) inside.delete(name)
      else inside.set(name, left)
      fill()
    }
  }
  const fill = () => {
    while (taken < places) {
      const [turn] = [...lines].find(([name]) => hasPlace(name)) ?? []
      if (turn === undefined) return
      const line = lines.get(turn) ?? []
      const next = line.shift()
      lines.delete(turn)
      if (line.length > 0) lines.set(turn, line)
      if (!next) return
      wait -= 1
      next.letIn(next.isGone() ? null : take(turn))
    }
  }
  /** Of the name that waits most often, and more often than that, the last gives up its place in the line. */
  const sendAway = (times: number): boolean => {
    const [longest] = [...lines.values()].toSorted((one, other) => other.length - one.length)
    const last = longest && longest.length > times ? longest.pop() : undefined
    if (!last) return false
    wait -= 1
    last.letIn(null)
    return true
  }
  return {
    async enter(name, isGone) {
      if (hasPlace(name) && !lines.has(name)) return take(name)
      const line = lines.get(name) ?? []
      if (line.length >= waitingEach) return null
      if (wait >= waiting && !sendAway(line.length + 1)) return null
      wait += 1
      return new Promise((letIn) => {
        line.push({ isGone, letIn })
        lines.set(name, line)
      })
    },
  }
}
