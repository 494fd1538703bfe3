import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Desk } from '#server/desk/desk.ts'
import { changesAfter, newestPosition } from '#server/desk/changes.ts'
import { agentOf } from './agent-of.ts'
import type { Onlookers } from './onlookers.ts'
import { refuseUnlessAllowed } from './serve.ts'

/** Tells whoever listens that an organisation's feed has grown. */
export type Feeds = {
  grew(org: string): void
  onGrowth(org: string, heard: () => void): () => void
  /** Reads once for all who ask the same since the feed has last grown, while the answer is on its way. */
  together(org: string, question: string, read: () => Promise<Changes>): Promise<Changes>
}

type Changes = Awaited<ReturnType<typeof changesAfter>>

export function openFeeds(): Feeds {
  const listeners = new Map<string, Set<() => void>>()
  const reading = new Map<string, Map<string, Promise<Changes>>>()
  return {
    grew(org) {
      // What is being read began before: whoever hears of this growth has to ask anew.
      reading.delete(org)
      listeners.get(org)?.forEach((heard) => heard())
    },
    onGrowth(org, heard) {
      const ofOrg = listeners.get(org) ?? new Set()
      listeners.set(org, ofOrg.add(heard))
      return () => ofOrg.delete(heard)
    },
    together(org, question, read) {
      const ofOrg = reading.get(org) ?? new Map<string, Promise<Changes>>()
      reading.set(org, ofOrg)
      const known = ofOrg.get(question)
      if (known) return known
      const asked = read().finally(() => ofOrg.delete(question))
      ofOrg.set(question, asked)
      return asked
    },
  }
}

const Query = z.object({ since: z.coerce.number().int().min(0).optional() })
const page = 500

/**
 * `GET /api/live?since=POSITION`: server-sent events, every change after the position once and in order.
 * Without a position, or with the browser's own Last-Event-ID, it goes on from there or from now.
 */
export function serveLive(
  app: FastifyInstance,
  desk: Desk,
  { feeds, onlookers }: { feeds: Feeds; onlookers: Onlookers },
  ending: AbortSignal,
): void {
  app.get('/api/live', async (request, reply) => {
    let agent = await agentOf(desk, request, false)
    refuseUnlessAllowed({ who: 'signed-in' }, agent)
    const { org } = agent
    const last = request.headers['last-event-id']
    const { since } = Query.parse(typeof last === 'string' ? { since: last } : request.query)
    let position = since ?? (await newestPosition(desk, org))
    const close = app.doorkeeper.openStream(agent)
    reply.hijack()
    const { raw } = reply
    // What goes with every answer goes with this one too, though we write it ourselves.
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) raw.setHeader(name, value)
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write(`retry: 1000\nevent: hello\nid: ${position}\ndata: {"position":${position}}\n\n`)

    const end = () => void raw.end()
    let isSending = false
    let hasGrown = true
    // Whoever comes anew has just counted.
    let isNew = since === undefined
    const gone = new AbortController()
    const send = async () => {
      if (isSending) return
      isSending = true
      try {
        while (hasGrown && !raw.writableEnded && !raw.destroyed) {
          hasGrown = false
          // Fifty screens that stand at the same place, and may see the same, read it once.
          const whose = agent.sees === null ? 'all' : `${agent.handle} ${agent.sees.join(' ')}`
          const from = position
          const rows = await feeds.together(org, `${from} ${whose}`, () =>
            changesAfter(desk, agent, from, page),
          )
          // Something changed that is no case: an item was set aside or quarantined. It has no position.
          if (rows.length === 0 && !isNew) raw.write('event: counted\ndata: {}\n\n')
          isNew = false
          for (const { position: id, isSeen, change } of rows) {
            position = id
            if (!isSeen) continue
            const isTaken = raw.write(`event: change\nid: ${id}\ndata: ${JSON.stringify(change)}\n\n`)
            // A client that reads slowly is waited for, not buffered for.
            if (!isTaken) await once(raw, 'drain', { signal: gone.signal })
          }
          if (rows.length === page) hasGrown = true
        }
      } catch (fault) {
        // The browser reconnects from the last id that it saw.
        if (!gone.signal.aborted) desk.failed('live', fault)
        raw.end()
      } finally {
        isSending = false
      }
    }
    const stop = feeds.onGrowth(org, () => {
      hasGrown = true
      void send()
    })
    // Without an id: who is there is no change, and nobody has to be told of it again.
    const leave = onlookers.join({
      org,
      handle: agent.handle,
      tell: (others) => raw.writableEnded || raw.write(others),
    })
    // Whoever has signed out meanwhile, or whose token has ended, hears no more.
    const stillHere = async () => {
      agent = await agentOf(desk, request, false)
      raw.write(': still here\n\n')
    }
    const beat = setInterval(() => void stillHere().catch(end), 20_000)
    ending.addEventListener('abort', end, { once: true })
    raw.on('close', () => {
      gone.abort()
      stop()
      leave()
      close()
      clearInterval(beat)
      ending.removeEventListener('abort', end)
    })
    if (raw.destroyed) raw.emit('close')
    else await send()
  })
}
