import { z } from 'zod'
import { startReceivingServer } from './receiving-server.ts'

// The receiving server as a process of its own: it appends what it accepts to a file, and is told by its parent
// how to behave. It outlives whatever happens to the desk.
const Told = z.discriminatedUnion('does', [
  z.object({ does: z.literal('accept') }),
  z.object({ does: z.literal('drop-inside-content') }),
  z.object({ does: z.literal('drop'), at: z.literal('content'), accepting: z.boolean() }),
  z.object({ does: z.literal('refuse'), at: z.enum(['mail', 'rcpt']), code: z.int() }),
  z.object({ does: z.literal('delay'), at: z.enum(['data', 'content']), ms: z.int() }),
])

/** How the parent tells it to behave. */
export type Told = z.infer<typeof Told>

const [file] = process.argv.slice(2)
const server = await startReceivingServer(file === undefined ? {} : { file })
process.on('message', (message) => {
  const told = Told.parse(message)
  server.behave(
    told.does === 'delay' ? { ...told, by: Temporal.Duration.from({ milliseconds: told.ms }) } : told,
  )
})
process.on('disconnect', () => process.exit())
process.send?.({ port: server.port })
