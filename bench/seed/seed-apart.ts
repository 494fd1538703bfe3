import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** What is cast lives for a moment: with room for many of them at once little is left to be tidied up. */
const youngMb = 384

/** Seeds a database in a thread of its own, whose heap has much room for what is young: half a minute less a million cases. */
export async function seedApart(folder: string, cases: number, tell: (line: string) => void): Promise<void> {
  const thread = new Worker(new URL('./seed-thread.ts', import.meta.url), {
    workerData: { folder, cases },
    resourceLimits: { maxYoungGenerationSizeMb: youngMb, maxOldGenerationSizeMb: 4096 },
  })
  thread.on('message', (line) => tell(String(line)))
  // A fault of the thread rejects.
  const [code]: unknown[] = await once(thread, 'exit')
  if (code !== 0) throw new Error(`The seeding ended with ${String(code)}.`)
}
