import type { Dice } from './seeded.ts'

/**
 * Draws places of a list as a language uses its words: the first most often, the place `rank` about 1/rank as often
 * (Zipf's law, as Mandelbrot corrected it for the commonest words). Answers a function that draws one place.
 *
 * By Walker's alias method, in Vose's form (1991): each draw costs one throw, however long the list is.
 */
export function zipfDraw(count: number, dice: Dice): () => number {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1 + offset) ** exponent)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = Float64Array.from(weights, (weight) => (weight * count) / total)
  const other = new Uint32Array(count)
  const below: number[] = []
  const above: number[] = []
  for (const [place, share] of shares.entries()) (share < 1 ? below : above).push(place)
  for (;;) {
    const small = below.pop()
    const large = above.at(-1)
    if (small === undefined || large === undefined) break
    other[small] = large
    const left = (shares[large] ?? 0) - (1 - (shares[small] ?? 0))
    shares[large] = left
    if (left < 1) {
      above.pop()
      below.push(large)
    }
  }
  // What rounding has left over is certain.
  for (const place of [...above, ...below]) shares[place] = 1
  return () => {
    const thrown = dice.share() * count
    const place = Math.floor(thrown)
    return thrown - place < (shares[place] ?? 1) ? place : (other[place] ?? place)
  }
}

const exponent = 1.07
const offset = 2.7
