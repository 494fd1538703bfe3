import { has } from './bits.ts'
import type { Rows } from './cover.ts'

/**
 * Whether rows of which no two fit the same point leave none uncovered, and if not, a point that they leave open: by
 * counting how much room they take, which needs no search at all.
 */
export function coveringByVolume({ size, words, masks }: Rows, within: readonly (readonly number[])[]) {
  const sizes = masks.map((mask, fact) =>
    Array.from(
      { length: size },
      (_, row) => (within[fact] ?? []).filter((at) => has(mask, row, at * words)).length,
    ),
  )
  let volumes = Array.from({ length: size }, (_, row) =>
    sizes.reduce((product, own) => product * BigInt(own[row] ?? 0), 1n),
  )
  let whole = within.reduce((product, classes) => product * BigInt(classes.length), 1n)
  if (sum(volumes) === whole) return { isCovered: true } as const
  const hole: number[] = []
  for (const [fact, classes] of within.entries()) {
    whole /= BigInt(classes.length)
    const slices = classes.map((at) =>
      volumes.map((volume, row) =>
        volume > 0n && has(masks[fact] ?? new Int32Array(0), row, at * words)
          ? volume / BigInt(sizes[fact]?.[row] ?? 1)
          : 0n,
      ),
    )
    // Some slice has room left, since all of them together have.
    const open = slices.findIndex((slice) => sum(slice) < whole)
    hole.push(classes[open] ?? 0)
    volumes = slices[open] ?? volumes
  }
  return { isCovered: false, hole } as const
}

const sum = (volumes: readonly bigint[]) => volumes.reduce((total, volume) => total + volume, 0n)
