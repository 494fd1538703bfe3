import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { Finding } from '#domain/policy/proof/finding.ts'

/** A proof, how long it took, and the most that its heap held meanwhile: what was in use and what was not yet collected. */
export type Proof = {
  seconds: number
  heapMb: number
  findings: readonly Pick<Finding, 'kind' | 'table' | 'rows'>[]
}

/** What the whole heap of a proof may take: with more, its thread is ended, and there is no answer. */
export const mostHeapMb = 200
const youngMb = 16

const everyMs = 10

const Told = z.object({
  seconds: z.number(),
  findings: z.array(
    z.object({ kind: z.custom<Finding['kind']>(), table: z.string().nullable(), rows: z.array(z.string()) }),
  ),
})

/** Proves a policy in a thread of its own whose heap is bounded, and looks at that heap all the while. */
export async function proveApart(document: unknown): Promise<Proof> {
  const thread = new Worker(new URL('./prove-thread.ts', import.meta.url), {
    workerData: document,
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb - youngMb, maxYoungGenerationSizeMb: youngMb },
  })
  let heap = 0
  const look = setInterval(() => {
    thread.getHeapStatistics().then(
      ({ used_heap_size: used }) => (heap = Math.max(heap, used)),
      () => undefined,
    )
  }, everyMs)
  try {
    const told = await new Promise<unknown>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
    })
    return { ...Told.parse(told), heapMb: heap / 1e6 }
  } finally {
    clearInterval(look)
    await thread.terminate()
  }
}
