/** Numbers that look random and are the same in every run. */
export type Dice = {
  /** From 0 up to 1. */
  share(): number
  /** A whole number from `low` to `high`, both of them possible. */
  between(low: number, high: number): number
  oneOf<T>(list: readonly T[]): T
}

/** Dice that fall the same way whenever they begin with the same seed (mulberry32, public domain, by Tommy Ettinger). */
export function diceFrom(seed: number): Dice {
  let state = seed
  const share = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(share() * (high - low + 1))
  const oneOf = <T>(list: readonly T[]): T => {
    const one = list[between(0, list.length - 1)]
    if (one === undefined) throw new RangeError('Nothing can be drawn from an empty list.')
    return one
  }
  return { share, between, oneOf }
}
