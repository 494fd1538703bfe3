import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { lives } from './lives.ts'
import { seed } from './seed.ts'

// A thread that seeds one database and tells how far it has come.

const { folder, cases } = z.object({ folder: z.string(), cases: z.number() }).parse(workerData)
await seed(folder, { cases, lives }, (line) => {
  // A thread has no origin to post to.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(line)
})
