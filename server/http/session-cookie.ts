/// <reference types="@fastify/cookie" />
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sessionLasts } from '#server/desk/sign-in/passes.ts'
import type { SignedIn } from '#server/desk/sign-in/sign-in.ts'
import { sessionCookie } from './agent-of.ts'
import { cookieName } from './cookies-of.ts'

const deviceLasts = Temporal.Duration.from({ hours: 24 * 365 })

/** Scripts cannot read it, and no other site can have it sent. */
const closed = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const

/**
 * Gives the browser its session for as long as it may last, and the mark of a device that has signed in here. That a
 * session ends earlier where nobody uses it is for the desk to say.
 */
export function giveCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  { session, device }: Pick<Extract<SignedIn, { needs: null }>, 'session' | 'device'>,
): void {
  void reply.setCookie(cookieName(request, sessionCookie), session, {
    ...closed(request),
    maxAge: sessionLasts.total('seconds'),
  })
  if (device)
    void reply.setCookie(cookieName(request, device.name), device.value, {
      ...closed(request),
      maxAge: deviceLasts.total('seconds'),
    })
}

/** Takes the session away; the mark of the device stays. */
export function takeSession(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(cookieName(request, sessionCookie), closed(request))
}
