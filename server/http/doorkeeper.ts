import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#domain/refusal.ts'
import { clientOf } from '#domain/sign-in/address-block.ts'
import type { Desk } from '#server/desk/desk.ts'
import { knownDevice } from '#server/desk/sign-in/known-device.ts'
import type { PassBearer } from '#server/desk/sign-in/passes.ts'
import { cookiesOf } from './cookies-of.ts'
import { openPaces, type Pace, type Paces } from './paces.ts'
import { openWaitingLine, type WaitingLine } from './waiting-line.ts'
import { wayIn } from './way-in.ts'

declare module 'fastify' {
  interface FastifyInstance {
    doorkeeper: Doorkeeper
  }
}

/**
 * Lets in whom there is room for. Nobody can use up what is another's: visitors are counted by their address, colleagues
 * by who they are and programs by their token, and each waits in a line where names take turns.
 */
type Doorkeeper = {
  /** Waits for a place among those who are nobody yet; they keep it until they are answered. */
  visit(request: FastifyRequest): Promise<void>
  /**
   * Waits until a pass may be looked up, and answers how to say that it was. One that was good a moment ago is looked up
   * whatever else comes from its address, so that nobody in the same office can lock a colleague out.
   */
  beforeLookUp(request: FastifyRequest, pass: string): Promise<() => void>
  /** Whether a pass was good a moment ago. */
  knows(pass: string): boolean
  /** Counts a pass that is none against the address that it came from. */
  wasNone(request: FastifyRequest, pass: string): void
  /** Counts what somebody asks by their pass. Whoever does more than keep a page open waits for a place too. */
  wasGood(request: FastifyRequest, pass: string, bearer: PassBearer, isUse: boolean): Promise<void>
  /** Somebody opens a live stream; answers how to close it. */
  openStream(bearer: PassBearer): () => void
}

const ofAddress: Pace = { atOnce: 300, eachSecond: 10 }
const ofForm: Pace = { atOnce: 60, eachSecond: 1 }
const ofLink: Pace = { atOnce: 60, eachSecond: 0.5 }
const ofBadPasses: Pace = { atOnce: 300, eachSecond: 5 }
const ofColleague: Pace = { atOnce: 600, eachSecond: 60 }
const ofToken: Pace = { atOnce: 3000, eachSecond: 300 }
const mostStreams = 100
const mostKnown = 20_000

/** Puts a doorkeeper at the door: every request passes by, and no hook of ours is before. */
export function postDoorkeeper(app: FastifyInstance, desk: Desk): void {
  const replies = new WeakMap<FastifyRequest, FastifyReply>()
  const paces = openPaces()
  app.addHook('onRequest', async (request, reply) => {
    replies.set(request, reply)
    if (wayIn(request) === 'page') greet(paces, request)
  })
  const places: Places = { replies, leaving: new WeakMap() }
  app.decorate('doorkeeper', openDoorkeeper(desk, paces, places))
  app.addHook('preHandler', async (request) => {
    if (wayIn(request) !== 'closed' && !isOnItsWay(request)) await app.doorkeeper.visit(request)
  })
  // Whoever reads slowly what was answered keeps nobody waiting.
  app.addHook('onSend', async (request) => places.leaving.get(request)?.())
}

/** Who has a place, and how they leave it. */
type Places = {
  replies: WeakMap<FastifyRequest, FastifyReply>
  leaving: WeakMap<FastifyRequest, () => void>
}

/** What comes in parts is read by whoever takes it: nobody keeps a place while it is on its way. */
const isOnItsWay = ({ headers }: FastifyRequest) => headers['content-type']?.startsWith('multipart/') === true

/**
 * Counts a visit to a page by where it comes from, and by which form or which link it is: whoever has a link may use it up.
 * How often a form may be sent is for the desk to say, which gives back what was filled in.
 */
function greet(paces: Paces, request: FastifyRequest) {
  const address = clientOf(request.ip)
  const { slug, token } = Named.parse(request.params)
  refuseAfter(
    paces.take(`address ${address}`, ofAddress) ||
      (slug && request.method === 'GET' && paces.take(`form ${slug} ${address}`, ofForm)) ||
      (token && paces.take(`link ${token}`, ofLink)) ||
      0,
  )
}

const Named = z.object({ slug: z.string().optional(), token: z.string().optional() })

function openDoorkeeper(desk: Desk, paces: Paces, { replies, leaving }: Places): Doorkeeper {
  // Of ten connections of the web to the database visitors have six at most, and nobody has them all.
  const lines = {
    page: openWaitingLine({ places: 2, each: 1, waiting: 200, waitingEach: 40 }),
    'sign-in': openWaitingLine({ places: 2, each: 1, waiting: 200, waitingEach: 40 }),
    strangers: openWaitingLine({ places: 2, each: 1, waiting: 200, waitingEach: 60 }),
    colleagues: openWaitingLine({ places: 8, each: 6, waiting: 2000, waitingEach: 400 }),
  }
  const known = new Set<string>()
  const knows = (pass: string) => known.has(digestOf(pass))
  const streams = new Map<string, number>()

  const waitIn = async (line: WaitingLine, name: string, request: FastifyRequest) => {
    const { raw } = replies.get(request) ?? {}
    const leave = await line.enter(name, () => raw?.destroyed === true)
    if (!leave) refuseAfter(2)
    return leave ?? (() => undefined)
  }
  const stay = async (line: WaitingLine, name: string, request: FastifyRequest) => {
    if (leaving.has(request)) return
    const leave = await waitIn(line, name, request)
    leaving.set(request, leave)
    const { raw } = replies.get(request) ?? {}
    if (!raw || raw.destroyed || raw.writableFinished) leave()
    else raw.once('close', leave)
  }
  return {
    visit(request) {
      return wayIn(request) === 'sign-in'
        ? stay(lines['sign-in'], deviceOf(desk, request) ?? clientOf(request.ip), request)
        : stay(lines.page, clientOf(request.ip), request)
    },
    knows,
    async beforeLookUp(request, pass) {
      if (knows(pass)) return () => undefined
      return waitIn(lines.strangers, clientOf(request.ip), request)
    },
    wasNone(request, pass) {
      known.delete(digestOf(pass))
      refuseAfter(paces.take(`bad passes ${clientOf(request.ip)}`, ofBadPasses))
    },
    async wasGood(request, pass, bearer, isUse) {
      const digest = digestOf(pass)
      known.delete(digest)
      known.add(digest)
      const [oldest] = known.size > mostKnown ? known : []
      if (oldest !== undefined) known.delete(oldest)
      if (leaving.has(request)) return
      const name = nameOf(bearer)
      refuseAfter(paces.take(name, bearer.pass.kind === 'token' ? ofToken : ofColleague))
      if (isUse && !isOnItsWay(request)) await stay(lines.colleagues, name, request)
    },
    openStream(bearer) {
      const name = nameOf(bearer)
      const open = streams.get(name) ?? 0
      if (open >= mostStreams) refuseAfter(20)
      streams.set(name, open + 1)
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        const left = (streams.get(name) ?? 1) - 1
        if (left > 0) streams.set(name, left)
        else streams.delete(name)
      }
    },
  }
}

const digestOf = (pass: string) => createHash('sha256').update(pass).digest('base64url')

/** A device that has signed in to this account before waits for itself and not behind all who come from its address. */
function deviceOf(desk: Desk, request: FastifyRequest): string | undefined {
  const { data } = SigningIn.safeParse(request.body)
  const mark = data && knownDevice(desk, data.email, cookiesOf(request))
  return mark === undefined ? undefined : `device ${mark}`
}

const SigningIn = z.object({ email: z.string().trim().toLowerCase() })

/** A colleague is one, however many sessions they have; what programs do in their name is each token's own. */
const nameOf = ({ org, handle, pass }: PassBearer) =>
  pass.kind === 'token' ? `token ${pass.id}` : `colleague ${org} ${handle}`

function refuseAfter(seconds: number) {
  if (seconds === 0) return
  const wait = seconds === 1 ? 'a second' : `${seconds} seconds`
  throw new Refusal('too-many', `Too much has been asked from here. Try again in ${wait}.`, {
    retryAfterSeconds: seconds,
  })
}
