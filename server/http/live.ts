import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Desk } from '#server/desk/desk.ts'
import { changesAfter, newestPosition } from '#server/desk/cases/changes.ts'
import { agentOf } from './agent-of.ts'
import { openEventStream } from './event-stream.ts'
import type { Handsets } from './handsets.ts'
import type { Onlookers } from './onlookers.ts'
import { refuseUnlessAllowed } from './serve.ts'
import { tellChanges } from './tell-changes.ts'

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
  { feeds, onlookers, handsets }: { feeds: Feeds; onlookers: Onlookers; handsets: Handsets },
  ending: AbortSignal,
): void {
  app.get('/api/live', async (request, reply) => {
    let agent = await agentOf(desk, request, false)
    refuseUnlessAllowed({ who: 'signed-in' }, agent)
    const { org, handle } = agent
    const last = request.headers['last-event-id']
    const { since } = Query.parse(typeof last === 'string' ? { since: last } : request.query)
    const position = since ?? (await newestPosition(desk, org))
    const close = app.doorkeeper.openStream(agent)
    const stream = openEventStream(reply)
    stream.say(`retry: 1000\nevent: hello\nid: ${position}\ndata: {"position":${position}}\n\n`)

    // Fifty screens that stand at the same place, and may see the same, read it once.
    const read = (after: number) => {
      const whose = agent.sees === null ? 'all' : `${agent.handle} ${agent.sees.join(' ')}`
      return feeds.together(org, `${after} ${whose}`, () => changesAfter(desk, agent, after, page))
    }
    const isNew = since === undefined
    const tell = tellChanges(stream, { position, isNew, page, read }, (fault) => desk.failed('live', fault))
    // Whoever has signed out meanwhile, or whose token has ended, hears no more.
    const stillHere = async () => {
      agent = await agentOf(desk, request, false)
      stream.say(': still here\n\n')
    }
    const beat = setInterval(() => void stillHere().catch(stream.end), 20_000)
    ending.addEventListener('abort', stream.end, { once: true })
    // Without an id: who is there, and who calls, is no change, and nobody has to be told of it again.
    const leave = [
      close,
      feeds.onGrowth(org, () => void tell()),
      onlookers.join({ org, handle, tell: stream.say }),
      handsets.pickUp({ org, handle, tell: stream.say }),
      () => clearInterval(beat),
      () => ending.removeEventListener('abort', stream.end),
    ]
    const leaveAll = () => leave.forEach((each) => each())
    if (stream.gone.aborted) return leaveAll()
    stream.gone.addEventListener('abort', leaveAll, { once: true })
    await tell()
  })
}
