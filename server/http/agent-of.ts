import type { FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { holderOfPass, type PassBearer } from '#server/desk/sign-in/passes.ts'
import { cookiesOf } from './cookies-of.ts'

export const sessionCookie = 'evenhand'

/** Who asks, by the bearer token or the session cookie; `isUse` says whether they do, or only their open page. */
export async function agentOf(desk: Desk, request: FastifyRequest, isUse = true): Promise<PassBearer> {
  const { text, kind } = passOf(request)
  const { doorkeeper } = request.server
  const lookedUp = await doorkeeper.beforeLookUp(request, text)
  try {
    const bearer = await holderOfPass(desk, text, [kind], { isUse })
    lookedUp()
    await doorkeeper.wasGood(request, text, bearer, isUse)
    return bearer
  } catch (fault) {
    if (fault instanceof Refusal && fault.code === 'not-signed-in') doorkeeper.wasNone(request, text)
    throw fault
  } finally {
    lookedUp()
  }
}

/** Whether a pass comes with it that was good here a moment ago: without looking it up, and so that nobody is kept waiting. */
export function isKnownHere(request: FastifyRequest): boolean {
  const { text } = shownPass(request)
  return text !== undefined && request.server.doorkeeper.knows(text)
}

function passOf(request: FastifyRequest): { text: string; kind: 'token' | 'session' } {
  const { text, kind } = shownPass(request)
  if (text) return { text, kind }
  throw new Refusal(
    'not-signed-in',
    kind === 'token' ? 'Authorization: Bearer <token> is expected.' : 'Sign in first.',
  )
}

/** The pass that comes with a request; a token counts before a session. */
function shownPass(request: FastifyRequest): { text: string | undefined; kind: 'token' | 'session' } {
  const { authorization } = request.headers
  if (authorization === undefined) return { text: cookiesOf(request)[sessionCookie], kind: 'session' }
  return { text: /^Bearer (\S+)$/i.exec(authorization)?.[1], kind: 'token' }
}
