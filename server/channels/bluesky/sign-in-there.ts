import { z } from 'zod'
import { isOnlyHere } from '#domain/public-address.ts'
import { NetworkTrouble, type PeerAnswer } from '../network.ts'
import type { Asking, Begun, SignedIn, SignInAsked, SignInThere, SignInWay } from '../sign-in-there.ts'
import { didIn, jsonIn } from './handle-owner.ts'
import { identityOfDid, identityOfHandle } from './identity.ts'
import { newSignInKey, newVerifier, proofOfKey } from './proof-of-key.ts'
import { signInServerOf } from './sign-in-server.ts'

/** All that is asked for: who somebody is (atproto.com/specs/oauth). */
const scope = 'atproto'

/**
 * Signing in with an account of the AT Protocol (OAuth by its own profile: atproto.com/specs/oauth), as a client without
 * secrets: the request is pushed (RFC 9126), bound by PKCE and DPoP, and of the answer only `sub` is read.
 */
export const signInThere: SignInThere = { clientOf, begin, finish }

/** A desk that only this machine reaches is known by an address that says everything itself: nobody could read a document there. */
function clientOf({ organisation, base, document, back }: Asking) {
  const local = new URLSearchParams({ redirect_uri: back, scope })
  const id = isOnlyHere(base) ? `http://localhost?${local.toString()}` : document
  return {
    id,
    document: {
      client_id: id,
      client_name: organisation,
      client_uri: base,
      application_type: 'web',
      redirect_uris: [back],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      scope,
      token_endpoint_auth_method: 'none',
      dpop_bound_access_tokens: true,
    },
  }
}

const Kept = z.object({
  issuer: z.string(),
  token: z.string(),
  revoke: z.string().nullable(),
  verifier: z.string(),
  jwk: z.record(z.string(), z.unknown()),
  client: z.string(),
  back: z.string(),
})

const Pushed = z.object({ request_uri: z.string() })

async function begin(way: SignInWay, { account, asking, state }: SignInAsked): Promise<Begun> {
  const known = account.id === null ? null : didIn(account.id)
  const identity = await (known ? identityOfDid(way, known) : identityOfHandle(way, account.handle))
  if (!identity) return { is: 'unknown' }
  const server = await signInServerOf(way, identity.pds)
  const { verifier, challenge } = newVerifier()
  const jwk = newSignInKey()
  const client = clientOf(asking).id
  const answer = await post(way, server.push, jwk, {
    client_id: client,
    response_type: 'code',
    redirect_uri: asking.back,
    scope,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    login_hint: identity.handle ?? identity.did,
  })
  const pushed = Pushed.safeParse(jsonIn(answer.text)).data
  if (!isGood(answer) || !pushed)
    throw new NetworkTrouble('The server of this account does not take up the sign-in.')
  const url = new URL(server.authorize)
  url.searchParams.set('client_id', client)
  url.searchParams.set('request_uri', pushed.request_uri)
  const { issuer, token, revoke } = server
  const kept: z.infer<typeof Kept> = { issuer, token, revoke, verifier, jwk, client, back: asking.back }
  return { is: 'begun', url: url.href, kept: JSON.stringify(kept) }
}

const Given = z.object({
  access_token: z.string(),
  token_type: z.string().regex(/^dpop$/i),
  sub: z.string(),
  scope: z.string().refine((all) => all.split(' ').includes(scope)),
})

async function finish(
  way: SignInWay,
  text: string,
  { code, issuer }: { code: string; issuer: string },
): Promise<SignedIn> {
  const kept = Kept.parse(JSON.parse(text))
  // An answer that another server has mixed in is shown to nobody (RFC 9207).
  if (issuer !== kept.issuer) return { is: 'nobody' }
  const answer = await post(way, kept.token, kept.jwk, {
    grant_type: 'authorization_code',
    client_id: kept.client,
    redirect_uri: kept.back,
    code,
    code_verifier: kept.verifier,
  })
  if (answer.status >= 500) throw new NetworkTrouble('The server of this account has a fault at the moment.')
  const given = isGood(answer) ? Given.safeParse(jsonIn(answer.text)).data : undefined
  if (!given) return { is: 'nobody' }
  await giveBack(way, kept, given.access_token)
  const identity = await identityOfDid(way, given.sub)
  // A server speaks for the accounts that say of themselves that they sign in there, and for no other.
  if (!identity || (await signInServerOf(way, identity.pds)).issuer !== kept.issuer) return { is: 'nobody' }
  return { is: 'somebody', id: identity.did, handle: identity.handle }
}

/** The token is of no use to us. Where it cannot be given back it is forgotten all the same, and runs out by itself. */
async function giveBack(way: SignInWay, { revoke, jwk, client }: z.infer<typeof Kept>, token: string) {
  if (revoke === null) return
  try {
    await post(way, revoke, jwk, { token, client_id: client })
  } catch (trouble) {
    if (!(trouble instanceof NetworkTrouble)) throw trouble
  }
}

const Refused = z.object({ error: z.string() })

const isGood = ({ status }: PeerAnswer) => status >= 200 && status < 300

/** Posts a form with the proof of our key: once more, where the server wants to read a word of its own in the proof. */
async function post(
  way: SignInWay,
  address: string,
  jwk: Readonly<Record<string, unknown>>,
  form: Readonly<Record<string, string>>,
): Promise<PeerAnswer> {
  const url = new URL(address)
  const send = (nonce?: string) =>
    way.ask(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        dpop: proofOfKey(jwk, { url: `${url.origin}${url.pathname}`, nonce, now: way.now() }),
      },
      body: new URLSearchParams(form).toString(),
    })
  const answer = await send()
  const nonce = answer.header('dpop-nonce')
  const wantsNonce = Refused.safeParse(jsonIn(answer.text)).data?.error === 'use_dpop_nonce'
  return wantsNonce && nonce !== undefined ? send(nonce) : answer
}
