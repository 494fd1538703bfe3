import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cookieName, cookiesOf } from './cookies-of.ts'
import { oneLineMain, outMain } from './room-door-page.ts'
import { sendRoomPage } from './room-frame.ts'
import { roomLanguage, roomVoice } from './room-words.ts'

/** What the cookie of a room is called. It says nothing, is read by no script, and comes with nothing that another site sends. */
const roomCookie = 'evenhand-room'

const Asked = z.object({ lang: z.string().optional() })

/** In which language this browser is answered, and its words: the one it asks for, one that is `known`, or its own. */
export const sayOf = (request: FastifyRequest, known: string | null) => {
  const language = roomLanguage(
    Asked.safeParse(request.query).data?.lang,
    known,
    request.headers['accept-language'],
  )
  return { language, say: roomVoice(language) }
}

/** A path of a room, in the language that was chosen on the page it stands on. */
export function inLanguage(request: FastifyRequest, path: string): string {
  const chosen = Asked.safeParse(request.query).data?.lang
  if (chosen === undefined) return path
  return `${path}${path.includes('?') ? '&' : '?'}lang=${roomLanguage(chosen, null, undefined)}`
}

/** Answers with a page of one line. */
export function sendLine(request: FastifyRequest, reply: FastifyReply, status: number, word: string) {
  const { language, say } = sayOf(request, null)
  const page = { language, organisation: '', title: say('doorTitle'), here: null }
  return sendRoomPage(reply, status, { ...page, main: oneLineMain(say(word)) })
}

/** Answers that nobody is in a room here, and how one comes in. */
export function sendOut(request: FastifyRequest, reply: FastifyReply, status: number) {
  const { language, say } = sayOf(request, null)
  const page = { language, organisation: '', title: say('outTitle'), here: null, main: outMain(say) }
  return sendRoomPage(reply, status, page)
}

/** What of a browser says who it is. */
export const browserOf = (request: FastifyRequest) => ({
  cookie: cookiesOf(request)[roomCookie],
  agent: (request.headers['user-agent'] ?? '').slice(0, 500),
})

/** No script reads it. A link from a mail opens a page that is open already; nothing that another site sends brings it along. */
const closed = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const

/** Gives a browser its next cookie, where there is one. */
export function turn(request: FastifyRequest, reply: FastifyReply, cookie: string | null): void {
  if (cookie !== null) void reply.setCookie(cookieName(request, roomCookie), cookie, closed(request))
}

/** Takes the cookie of a room from a browser. */
export function forgetRoom(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(cookieName(request, roomCookie), closed(request))
}
