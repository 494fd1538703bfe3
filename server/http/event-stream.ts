import { once } from 'node:events'
import type { FastifyReply } from 'fastify'

/** An answer that goes on for as long as somebody reads it: server-sent events (WHATWG HTML, 9.2). */
export type EventStream = {
  /** Says something, whether or not it is read yet; nothing to somebody who is gone. */
  say: (text: string) => void
  /** Says something, and waits for a client that reads slowly rather than buffering for it. Rejects when they go. */
  sayInStep: (text: string) => Promise<void>
  isOpen: () => boolean
  end: () => void
  /** Aborted when whoever listened is gone, or was already. */
  gone: AbortSignal
}

/** Begins to answer with events: with the headers that go with every answer, and none that lets anybody keep it. */
export function openEventStream(reply: FastifyReply): EventStream {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const gone = new AbortController()
  if (raw.destroyed) gone.abort()
  else raw.once('close', () => gone.abort())
  const isOpen = () => !raw.writableEnded && !raw.destroyed
  const write = (text: string) => !isOpen() || raw.write(text)
  return {
    say: (text) => void write(text),
    async sayInStep(text) {
      if (!write(text)) await once(raw, 'drain', { signal: gone.signal })
    },
    isOpen,
    end: () => void raw.end(),
    gone: gone.signal,
  }
}
