import { z } from 'zod'
import { NetworkTrouble } from '../network.ts'
import type { SignInWay } from '../sign-in-there.ts'
import { jsonIn } from './handle-owner.ts'

/** The server at which the accounts of a personal data server sign in. */
export type SignInServer = {
  issuer: string
  authorize: string
  token: string
  push: string
  revoke: string | null
}

const OfHome = z.object({ authorization_servers: z.tuple([z.url()]) })

/** What the AT Protocol demands of every such server (atproto.com/specs/oauth; RFC 8414, 9126, 9207, 9449). */
const OfServer = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  pushed_authorization_request_endpoint: z.url(),
  revocation_endpoint: z.url().optional(),
  code_challenge_methods_supported: z.array(z.string()).refine((all) => all.includes('S256')),
  dpop_signing_alg_values_supported: z.array(z.string()).refine((all) => all.includes('ES256')),
  scopes_supported: z.array(z.string()).refine((all) => all.includes('atproto')),
  authorization_response_iss_parameter_supported: z.literal(true),
  client_id_metadata_document_supported: z.literal(true),
})

/** Where the accounts of a personal data server sign in, as that server says, and as the other says of itself. */
export async function signInServerOf(way: SignInWay, pds: URL): Promise<SignInServer> {
  const { authorization_servers } = await readAs(
    way,
    new URL('/.well-known/oauth-protected-resource', pds),
    OfHome,
  )
  const [issuer] = authorization_servers
  const said = await readAs(way, new URL('/.well-known/oauth-authorization-server', issuer), OfServer)
  const server = {
    issuer: said.issuer,
    authorize: said.authorization_endpoint,
    token: said.token_endpoint,
    push: said.pushed_authorization_request_endpoint,
    revoke: said.revocation_endpoint ?? null,
  }
  // Who says that it is another is another (RFC 8414, 3.3); and a browser is sent only where we were sent ourselves.
  const { origin, protocol } = new URL(issuer)
  if (server.issuer !== origin || new URL(server.authorize).protocol !== protocol) throw strange()
  return server
}

async function readAs<T>(way: SignInWay, url: URL, shape: z.ZodType<T>): Promise<T> {
  const answer = await way.ask(url, { headers: { accept: 'application/json' } })
  const read = answer.status === 200 ? shape.safeParse(jsonIn(answer.text)).data : undefined
  if (read === undefined) throw strange()
  return read
}

const strange = () => new NetworkTrouble('The server of this account lets nobody sign in for others.')
