import { parentPort, workerData } from 'node:worker_threads'
import { prove } from '#domain/policy/proof/prove.ts'
import { sentenceFor } from '#domain/policy/proof/sentence.ts'
import { readLawShelf } from './law-shelf.ts'
import { readDraftData } from './read-policy-text.ts'

// A thread that proves one policy and ends.

/** After so long, what is still open is *not proved*. */
const budget = Temporal.Duration.from({ seconds: 10 })

const began = performance.now()
const { policy } = readDraftData(workerData)
const found = prove(policy, {
  law: await readLawShelf(),
  isLate: () => performance.now() - began > budget.total('milliseconds'),
})
// A thread has no origin to post to.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(found.map((finding) => ({ ...finding, message: sentenceFor(finding) })))
