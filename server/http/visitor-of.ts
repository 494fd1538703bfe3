import type { FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusal.ts'
import type { Desk } from '#server/desk/desk.ts'
import type { Visitor } from '#server/desk/set-up/first-visit.ts'
import type { Client } from '#server/desk/sign-in/passes.ts'
import { agentOf } from './agent-of.ts'
import { browserOf } from './browser-of.ts'

/** Who comes to the first page. Whoever is not signed in, or not any more, is nobody yet. */
export async function visitorOf(
  desk: Desk,
  request: FastifyRequest,
  link: string | undefined,
): Promise<Visitor> {
  const agent = await agentOf(desk, request).catch((fault: unknown) => {
    if (fault instanceof Refusal && fault.code === 'not-signed-in') return null
    throw fault
  })
  return { isHere: isAtThisMachine(request), agent, link, client: clientOf(request) }
}

/** From where, and with what, somebody asks. */
export const clientOf = ({ ip, headers }: FastifyRequest): Client => ({
  address: ip,
  ...browserOf(headers['user-agent']),
})

/**
 * Whether the browser runs on the machine that the desk runs on. Its address alone does not say so: a proxy here speaks
 * for others, and a page of another site can have its own name lead here. The one says that it is one, the other asks
 * for another host.
 */
export function isAtThisMachine({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): boolean {
  if (proxyMarks.some((mark) => headers[mark] !== undefined)) return false
  const address = ip.replace(/^::ffff:/, '')
  const isLoopback = address === '::1' || isOfLoopback(address)
  const name = URL.parse(`http://${headers.host ?? ''}`)?.hostname ?? ''
  return isLoopback && (/^(?:.+\.)?localhost$/.test(name) || name === '[::1]' || isOfLoopback(name))
}

/** A name such as 127.desk.example is anybody's. */
const isOfLoopback = (address: string) => /^127(?:\.\d{1,3}){3}$/.test(address)

const proxyMarks = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']
