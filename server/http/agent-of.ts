/// <reference types="@fastify/cookie" />
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import { holderOfPass, type PassBearer } from '#server/desk/passes.ts'

export const sessionCookie = 'evenhand'

/** Who asks, by the bearer token or the session cookie; `isUse` says whether they do, or only their open page. */
export async function agentOf(desk: Desk, request: FastifyRequest, isUse = true): Promise<PassBearer> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, token] = /^Bearer (\S+)$/i.exec(authorization) ?? []
    if (!token) throw new Refusal('not-signed-in', 'Authorization: Bearer <token> is expected.')
    return holderOfPass(desk, token, ['token'])
  }
  const cookie = request.cookies[sessionCookie]
  if (!cookie) throw new Refusal('not-signed-in', 'Sign in first.')
  refuseForeignOrigin(request)
  return holderOfPass(desk, cookie, ['session'], { isUse })
}

/** A cookie is sent by the browser whoever made the page; a change counts only when our own page asked for it. */
export function refuseForeignOrigin({ method, headers }: FastifyRequest) {
  if (method === 'GET' || method === 'HEAD') return
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin')
    throw new Refusal('not-allowed', 'This was asked by another site.')
  const { origin, host } = headers
  if (origin !== undefined && URL.parse(origin)?.host !== host)
    throw new Refusal('not-allowed', 'This was asked by another site.')
}
