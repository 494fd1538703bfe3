import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { Finding } from '#contract/finding.ts'
import { Refusal } from '#domain/refusal.ts'

/** What was found in a policy, as it is told and kept. */
export type PolicyFinding = z.output<typeof Finding>

/** A proof that takes longer than this has given up long ago: something is wrong with us. */
const patience = Temporal.Duration.from({ seconds: 60 })

/** A proof of large tables takes a fifth of it, old and young together; one that takes more must not take the desk with it. */
const heapMb = 200
const youngMb = 16

/** So many may wait for their turn; whoever comes after them is told to come again. */
const mostWaiting = 20

let waiting = 0
let turn: Promise<unknown> = Promise.resolve()

/**
 * What is wrong with a policy: an empty list is a proof that nothing is. It is proved in a thread of its own, one at a time,
 * so that nobody waits for somebody else's proof who only wants to answer a customer.
 */
export function findingsIn(document: unknown): Promise<PolicyFinding[]> {
  if (waiting >= mostWaiting)
    throw new Refusal('too-many', 'Many policies are being checked just now. Try again in a minute.')
  waiting += 1
  const checked = turn.then(() => proveApart(document))
  turn = checked.catch(() => undefined).finally(() => (waiting -= 1))
  return checked
}

async function proveApart(document: unknown): Promise<PolicyFinding[]> {
  const thread = new Worker(new URL('../policy/prove-thread.ts', import.meta.url), {
    workerData: document,
    resourceLimits: { maxOldGenerationSizeMb: heapMb - youngMb, maxYoungGenerationSizeMb: youngMb },
  })
  try {
    const told = await new Promise<unknown>((resolve, reject) => {
      const tooLong = setTimeout(
        () => reject(new Error('A policy took too long to prove.')),
        patience.total('milliseconds'),
      )
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => {
        clearTimeout(tooLong)
        reject(new Error('The thread that proves ended without an answer.'))
      })
    })
    return z.array(Finding).parse(told)
  } finally {
    await thread.terminate()
  }
}
