/// <reference types="@fastify/cookie" />
import type { FastifyRequest } from 'fastify'

/** What a cookie of ours is called where the connection is safe: no other host and no page without TLS can set one (RFC 6265bis, 4.1.3.2). */
const hostOnly = '__Host-'

/** How a cookie is called on the connection that it is given on. */
export const cookieName = ({ protocol }: FastifyRequest, name: string): string =>
  protocol === 'https' ? `${hostOnly}${name}` : name

/** The cookies that came, by their plain names. Under TLS only those count that nobody else can have set. */
export function cookiesOf({
  protocol,
  cookies,
}: FastifyRequest): Readonly<Record<string, string | undefined>> {
  if (protocol !== 'https') return cookies
  const ours = Object.entries(cookies).filter(([name]) => name.startsWith(hostOnly))
  return Object.fromEntries(ours.map(([name, value]) => [name.slice(hostOnly.length), value]))
}
