import { parentPort, workerData } from 'node:worker_threads'
import { readDraft } from '#domain/policy/document.ts'
import { prove } from '#domain/policy/proof/prove.ts'
import { readLawShelf } from '#server/desk/policy/law-shelf.ts'

// A thread that proves one policy and tells what it found and how long that took: its heap is this proof's alone.

const patience = Temporal.Duration.from({ seconds: 10 })

const law = await readLawShelf()
const policy = readDraft(workerData)
const began = performance.now()
const findings = prove(policy, {
  law,
  isLate: () => performance.now() - began > patience.total('milliseconds'),
})
const seconds = (performance.now() - began) / 1000
const answer = { seconds, findings: findings.map(({ kind, table, rows }) => ({ kind, table, rows })) }
// A thread has no origin to post to.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(answer)
