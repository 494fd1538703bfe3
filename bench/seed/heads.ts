import { hash } from 'node:crypto'
import { headHash } from '#server/desk/cases/chain.ts'
import type { Mould } from './mould.ts'
import type { Values } from './rendered.ts'

/** One link of the chain of chains, as a row of its table. */
type Head = { n: number; from: number; to: number; digest: Buffer; hash: Buffer }

/** Digests the feed of an organisation into heads while its cases are cast, stretch by stretch, as each hour would be. */
export type Heads = { add(mould: Mould, values: Values): void; all(): Head[] }

/** So many changes an hour, as a desk of that size sees them. */
const stretch = 2000

export function openHeads(): Heads {
  const heads: Head[] = []
  /** By each case that changed in this stretch, how far its chain has come. */
  const grown = new Map<string, { seq: number; link: string }>()
  let position = 0
  let from = 0
  const close = () => {
    if (position === from) return
    const digest = digestOf(grown)
    const n = heads.length + 1
    heads.push({
      n,
      from,
      to: position,
      digest,
      hash: headHash(heads.at(-1)?.hash ?? Buffer.alloc(32), n, from, position, digest),
    })
    grown.clear()
    from = position
  }
  return {
    add(mould, values) {
      for (const { case: of, seq, hash: link } of mould.changes) {
        position += 1
        grown.set(values[of] ?? '', { seq, link: values[link] ?? '' })
        if (position - from === stretch) close()
      }
    },
    all() {
      close()
      return heads
    },
  }
}

/** As the database digests a stretch: each case with its newest place and hash, in the order of their ids. */
function digestOf(grown: ReadonlyMap<string, { seq: number; link: string }>): Buffer {
  const parts = [...grown]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { seq, link }]) => `${id} ${seq}${link}`)
  return hash('sha256', Buffer.from(parts.join('\n'), 'latin1'), 'buffer')
}
