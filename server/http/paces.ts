/** How often somebody may ask: so many times at once, and in the long run so many times a second. */
export type Pace = { atOnce: number; eachSecond: number }

/** What each name has asked for lately, in this process. */
export type Paces = {
  /** Counts one more, and answers 0; or counts nothing, and answers after how many whole seconds there is room for it. */
  take(name: string, pace: Pace): number
}

type Spent = { times: number; at: number }

const secondsSinceStart = () => performance.now() / 1000

/**
 * Opens the counts. What was asked flows off again at the pace's rate, so that a short hurry is borne and a long one is
 * not. Of too many names the one that was not heard for longest is forgotten and has everything back: however many
 * strangers come, nobody is refused for their sake.
 */
export function openPaces(seconds: () => number = secondsSinceStart, mostNames = 50_000): Paces {
  const known = new Map<string, Spent>()
  return {
    take(name, { atOnce, eachSecond }) {
      const at = seconds()
      const before = known.get(name)
      const left = before ? Math.max(0, before.times - Math.max(0, at - before.at) * eachSecond) : 0
      const isTaken = left + 1 <= atOnce
      known.delete(name)
      known.set(name, { times: isTaken ? left + 1 : left, at })
      const [oldest] = known.size > mostNames ? known.keys() : []
      if (oldest !== undefined) known.delete(oldest)
      return isTaken ? 0 : Math.max(1, Math.ceil((left + 1 - atOnce) / eachSecond))
    },
  }
}
