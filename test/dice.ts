/** Chance that falls the same way whenever it begins with the same seed. */
export type Dice = {
  /** True with that probability, from 0 to 1. */
  happens(probability: number): boolean
  /** A whole number from `low` to `high`, both of them possible. */
  between(low: number, high: number): number
  oneOf<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
}

/** Dice of a seed (mulberry32 of Tommy Ettinger, public domain). */
export function diceFrom(seed: number): Dice {
  let state = seed
  const share = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(share() * (high - low + 1))
  return {
    happens: (probability) => share() < probability,
    between,
    oneOf<T>(list: readonly T[]): T {
      const one = list[between(0, list.length - 1)]
      if (one === undefined) throw new RangeError('Nothing can be drawn from an empty list.')
      return one
    },
    shuffled: (list) =>
      list
        .map((one) => ({ one, place: share() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ one }) => one),
  }
}
