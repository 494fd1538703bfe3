/// <reference types="@fastify/cookie" />
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedIn } from '#server/desk/sign-in.ts'
import { sessionCookie } from './agent-of.ts'

const day = 24 * 3600
/** As long as a session may last; that it ends earlier where nobody uses it is for the desk to say. */
const sessionLastsSeconds = 7 * day
const deviceLastsSeconds = 365 * day

/** Scripts cannot read it, and no other site can have it sent. */
const closed = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const

/** Gives the browser its session, and the mark of a device that has signed in here. */
export function giveCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  { session, device }: Pick<Extract<SignedIn, { needs: null }>, 'session' | 'device'>,
): void {
  void reply.setCookie(sessionCookie, session, { ...closed(request), maxAge: sessionLastsSeconds })
  if (device)
    void reply.setCookie(device.name, device.value, { ...closed(request), maxAge: deviceLastsSeconds })
}

/** Takes the session away; the mark of the device stays. */
export function takeSession(reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie, { path: '/' })
}
