import { Resolver } from 'node:dns/promises'
import { z } from 'zod'
import { NetworkTrouble } from '../network.ts'
import type { SignInWay } from '../sign-in-there.ts'

/** Handles are names of hosts (atproto.com/specs/handle). */
const aHandle = /^(?=.{3,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Identities that accounts may have (atproto.com/specs/did). */
const aDid = /^did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]{1,253}(?:%3A\d{1,5})?)$/

/** A handle as it is compared: in small letters, without the sign before it. Null where the text is none. */
export function handleIn(text: string): string | null {
  const handle = text.trim().replace(/^@/, '').toLowerCase()
  return aHandle.test(handle) ? handle : null
}

/** An identity, if the text is one. */
export const didIn = (text: unknown): string | null =>
  typeof text === 'string' && aDid.test(text) ? text : null

/**
 * Whose a handle is, as its own domain says: in a TXT record of `_atproto`, or at a well-known address. Null where it says
 * nothing. Nothing is believed that the account itself has not said as well.
 */
export async function ownerOf(way: SignInWay, handle: string): Promise<string | null> {
  const { handles } = way.places
  if (handles !== undefined) return askedAt(way, handles, handle)
  return (await inDns(handle)) ?? (await atWellKnown(way, handle))
}

const Resolved = z.object({ did: z.string() })

async function askedAt(way: SignInWay, server: string, handle: string): Promise<string | null> {
  const url = new URL('/xrpc/com.atproto.identity.resolveHandle', server)
  url.searchParams.set('handle', handle)
  const answer = await way.ask(url, { headers: { accept: 'application/json' } })
  return answer.status === 200 ? didIn(Resolved.safeParse(jsonIn(answer.text)).data?.did) : null
}

async function inDns(handle: string): Promise<string | null> {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  const records = await resolver.resolveTxt(`_atproto.${handle}`).catch(() => [])
  const said = records.map((parts) => parts.join('')).filter((record) => record.startsWith('did='))
  // Two that differ say nothing.
  return said.length === 1 ? didIn(said[0]?.slice('did='.length)) : null
}

async function atWellKnown(way: SignInWay, handle: string): Promise<string | null> {
  try {
    const answer = await way.ask(new URL(`https://${handle}/.well-known/atproto-did`))
    return answer.status === 200 ? didIn(answer.text.trim()) : null
  } catch (trouble) {
    // A domain without a website has no say there.
    if (trouble instanceof NetworkTrouble) return null
    throw trouble
  }
}

/** What a text holds as JSON; nothing where it holds none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
