import { z } from 'zod'
import { NetworkTrouble } from '../network.ts'
import type { SignInWay } from '../sign-in-there.ts'
import { didIn, handleIn, jsonIn, ownerOf } from './handle-owner.ts'

/** An account of the AT Protocol: its identity, its handle where that is said by both sides, and the server that it lives at. */
export type Identity = { did: string; handle: string | null; pds: URL }

const Document = z.object({
  id: z.string(),
  alsoKnownAs: z.array(z.string()).default([]),
  service: z.array(z.object({ id: z.string(), type: z.string(), serviceEndpoint: z.unknown() })).default([]),
})

/** The directory of `did:plc`. */
const world = 'https://plc.directory'

/** The identity that a handle leads to, where it leads back to the handle as well. */
export async function identityOfHandle(way: SignInWay, text: string): Promise<Identity | null> {
  const handle = handleIn(text)
  const did = handle && (await ownerOf(way, handle))
  const document = did && (await documentOf(way, did))
  return did && document && handleSaid(document) === handle ? placed(did, handle, document) : null
}

/** An identity by itself, with its handle where that leads back to it. */
export async function identityOfDid(way: SignInWay, text: string): Promise<Identity | null> {
  const did = didIn(text)
  const document = did && (await documentOf(way, did))
  if (!did || !document) return null
  const handle = handleSaid(document)
  const isTheirs = handle !== null && (await ownerOf(way, handle)) === did
  return placed(did, isTheirs ? handle : null, document)
}

/** What an identity says of itself: null where there is none, or none any more. */
async function documentOf(way: SignInWay, did: string): Promise<z.infer<typeof Document> | null> {
  const answer = await way.ask(placeOf(did, way.places.directory ?? world), {
    headers: { accept: 'application/did+ld+json, application/json' },
  })
  if (answer.status === 404 || answer.status === 410) return null
  if (answer.status !== 200) throw new NetworkTrouble('The directory of identities does not answer.')
  const { data } = Document.safeParse(jsonIn(answer.text))
  return data?.id === did ? data : null
}

function placeOf(did: string, directory: string): URL {
  if (did.startsWith('did:plc:')) return new URL(`/${did}`, directory)
  const host = decodeURIComponent(did.slice('did:web:'.length))
  return new URL(`https://${host}/.well-known/did.json`)
}

/** Its first handle: further ones are not looked at (atproto.com/specs/did). */
function handleSaid({ alsoKnownAs }: z.infer<typeof Document>): string | null {
  const first = alsoKnownAs.find((name) => name.startsWith('at://'))
  return first === undefined ? null : handleIn(first.slice('at://'.length))
}

function placed(did: string, handle: string | null, { service }: z.infer<typeof Document>): Identity | null {
  const home = service.find(
    ({ id, type }) =>
      (id === '#atproto_pds' || id === `${did}#atproto_pds`) && type === 'AtprotoPersonalDataServer',
  )
  const pds = typeof home?.serviceEndpoint === 'string' ? URL.parse(home.serviceEndpoint) : null
  return pds && { did, handle, pds }
}
