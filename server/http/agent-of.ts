import type { FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { holderOfPass, type PassBearer } from '#server/desk/passes.ts'
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

function passOf(request: FastifyRequest): { text: string; kind: 'token' | 'session' } {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, token] = /^Bearer (\S+)$/i.exec(authorization) ?? []
    if (!token) throw new Refusal('not-signed-in', 'Authorization: Bearer <token> is expected.')
    return { text: token, kind: 'token' }
  }
  const cookie = cookiesOf(request)[sessionCookie]
  if (!cookie) throw new Refusal('not-signed-in', 'Sign in first.')
  return { text: cookie, kind: 'session' }
}
