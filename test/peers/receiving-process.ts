import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Told } from './receive.ts'

/** A receiving server in another process, which no crash of the desk touches. */
export type ReceivingProcess = {
  url: string
  behave(told: Told): void
  /** How often each Message-ID was accepted: to a sender these are delivered, whatever it was told. */
  received(): Promise<Map<string, number>>
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('receive.ts', import.meta.url))
const Line = z.object({ messageId: z.string() })

/** Starts it, with a file of its own that it appends each accepted mail to. */
export async function startReceivingProcess(): Promise<ReceivingProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'evenhand-received-'))
  const file = join(folder, 'received')
  const server = fork(program, [file], { execArgv: [] })
  const [message]: unknown[] = await once(server, 'message')
  const { port } = z.object({ port: z.int() }).parse(message)
  return {
    url: `smtp://127.0.0.1:${port}`,
    behave: (told) => server.send(told),
    async received() {
      const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean)
      const counts = new Map<string, number>()
      for (const line of lines) {
        const { messageId } = Line.parse(JSON.parse(line))
        counts.set(messageId, (counts.get(messageId) ?? 0) + 1)
      }
      return counts
    },
    async stop() {
      const ended = once(server, 'exit')
      server.disconnect()
      await ended
      await rm(folder, { recursive: true })
    },
  }
}
