import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { atHandle } from '#domain/people/at-handle.ts'
import { networkName } from '#domain/people/networks.ts'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import {
  doorAt,
  enterByAddress,
  isOverByGuesses,
  standAtDoor,
  wantLink,
  type Door,
} from '#server/desk/rooms/room-door.ts'
import { visitOf } from '#server/desk/rooms/room-visit.ts'
import { visitsOf } from '#server/desk/cases/visits-of.ts'
import { doorMain, overMain } from './room-door-page.ts'
import { sendRoomPage } from './room-frame.ts'
import { browserOf, inLanguage, sayOf, sendOut, turn } from './room-reply.ts'

const AtDoor = z.object({ token: z.string() })

/** The doors of private pages: whoever holds a link stands there, and shows whose it is. */
export function serveDoors(app: FastifyInstance, desk: Desk): void {
  app.get('/r/:token', (request, reply) => showDoor(desk, request, reply, {}))
  app.post('/r/:token', (request, reply) => knock(desk, request, reply))
  app.post('/r/:token/new', (request, reply) => askAnew(desk, request, reply))
}

const mostKnocks = 60
/** So often within the hour somebody at one internet address may be given a code for one room. */
const mostCodes = 10

/** Refuses whoever comes to doors too often within the hour. */
export async function refuseManyKnocks(desk: Desk, request: FastifyRequest): Promise<void> {
  if ((await visitsOf(desk, 'room', request.ip)) > mostKnocks)
    throw new Refusal('too-many', 'Too many tries within an hour. Come back later.')
}

/** Where a link leads, for somebody who does not knock too often. */
async function doorFor(desk: Desk, request: FastifyRequest): Promise<Door | undefined> {
  await refuseManyKnocks(desk, request)
  return doorAt(desk, AtDoor.parse(request.params).token)
}

/** Another address that was just named at the door, or that a new link was just asked for. */
type AtDoorNow = { typed?: string | null; isAsked?: boolean }

/** Looking changes nothing: programs that look at every link in a mail use none of them up. */
async function showDoor(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { typed = null, isAsked = false }: AtDoorNow,
) {
  const door = await doorFor(desk, request)
  if (!door) return sendOut(request, reply, 404)
  const within = await visitOf(desk, browserOf(request))
  if (within?.room.id === door.room.id && within.row.entered_at && !isAsked) {
    turn(request, reply, within.turned)
    return reply.redirect(inLanguage(request, '/room'), 303)
  }
  return sendDoor(desk, request, reply, door, { typed, isAsked })
}

function sendDoor(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  { typed = null, isAsked = false }: AtDoorNow,
) {
  const { token } = AtDoor.parse(request.params)
  const { language, say } = sayOf(request, null)
  const main = door.isOpen
    ? doorMain({ say, door, knocksAt: inLanguage(request, `/r/${token}`), who: whoOf(desk, door), typed })
    : overMain(say, inLanguage(request, `/r/${token}/new`), { isAsked, byGuesses: isOverByGuesses(door) })
  const title = say(door.isOpen ? 'doorTitle' : 'overTitle')
  const status = typed !== null ? 422 : door.isOpen || isAsked ? 200 : 410
  const page = { language, organisation: door.organisation, title, here: `/r/${token}`, main }
  return sendRoomPage(reply, status, page)
}

/** Whose page it is, as everybody on the network knows them. */
export function whoOf(desk: Desk, { account }: Pick<Door, 'account'>): string {
  const title = desk.networks.get(account.network)?.title ?? networkName(account.network)
  return `${atHandle(account.address)}${title ? ` (${title})` : ''}`
}

const Knock = z.object({ address: z.string().max(400).default('') })

async function knock(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const door = await doorFor(desk, request)
  if (!door) return sendOut(request, reply, 404)
  if (!door.isOpen) return sendDoor(desk, request, reply, door, {})
  const { token } = AtDoor.parse(request.params)
  const { agent } = browserOf(request)
  if (door.link.needs === 'handle') {
    if ((await visitsOf(desk, `door ${door.room.id}`, request.ip)) > mostCodes)
      throw new Refusal('too-many', 'Too many tries within an hour. Come back later.')
    turn(request, reply, await standAtDoor(desk, door, agent))
    return reply.redirect(inLanguage(request, '/room'), 303)
  }
  const { address } = Knock.safeParse(request.body ?? {}).data ?? { address: '' }
  const knocked = await enterByAddress(desk, door, { address, agent })
  desk.nudge('changes')
  if ('cookie' in knocked) {
    turn(request, reply, knocked.cookie)
    return reply.redirect(inLanguage(request, '/room'), 303)
  }
  return knocked.shut === 'wrong'
    ? sendDoor(desk, request, reply, door, { typed: address })
    : sendDoor(desk, request, reply, (await doorAt(desk, token)) ?? { ...door, isOpen: false }, {})
}

async function askAnew(desk: Desk, request: FastifyRequest, reply: FastifyReply) {
  const door = await doorFor(desk, request)
  if (!door) return sendOut(request, reply, 404)
  if (!door.isOpen) await wantLink(desk, door)
  return sendDoor(desk, request, reply, door, { isAsked: !door.isOpen })
}
