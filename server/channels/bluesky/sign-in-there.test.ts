import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { NetworkTrouble, type PeerRequest } from '../network.ts'
import type { SignInWay } from '../sign-in-there.ts'
import { signInThere } from './sign-in-there.ts'

// What the real network does not do on demand: servers that lie. The whole flow on the real one is in test/browser.

const did = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa'
const victim = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb'
const home = 'https://home.example'
const issuer = 'https://door.example'

type Answer = { status?: number; said?: unknown; nonce?: string }
type Asked = { url: string; request: PeerRequest }

const metadata = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/token`,
  pushed_authorization_request_endpoint: `${origin}/par`,
  revocation_endpoint: `${origin}/revoke`,
  code_challenge_methods_supported: ['S256'],
  dpop_signing_alg_values_supported: ['ES256'],
  scopes_supported: ['atproto'],
  authorization_response_iss_parameter_supported: true,
  client_id_metadata_document_supported: true,
})

const document = (id: string, handle: string, pds = home) => ({
  id,
  alsoKnownAs: [`at://${handle}`],
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: pds }],
})

const world = (): Record<string, Answer> => ({
  'https://names.example/xrpc/com.atproto.identity.resolveHandle?handle=famous.example': { said: { did } },
  [`https://directory.example/${did}`]: { said: document(did, 'famous.example') },
  [`${home}/.well-known/oauth-protected-resource`]: { said: { authorization_servers: [issuer] } },
  [`${issuer}/.well-known/oauth-authorization-server`]: { said: metadata(issuer) },
  [`${issuer}/par`]: { status: 201, said: { request_uri: 'urn:one' } },
  [`${issuer}/token`]: { said: { access_token: 'secret', token_type: 'DPoP', sub: did, scope: 'atproto' } },
  [`${issuer}/revoke`]: { said: {} },
})

/** A world of servers that answer what is written down, where those that want a word of theirs in the proof say so first. */
function wayIn(answers: Record<string, Answer>) {
  const asked: Asked[] = []
  const way: SignInWay = {
    now: () => Temporal.Instant.from('2026-11-23T09:00:00Z'),
    places: { directory: 'https://directory.example', handles: 'https://names.example' },
    ask: async (url, request = {}) => {
      asked.push({ url: url.href, request })
      const answer = answers[url.href] ?? { status: 404, said: {} }
      const isFirst = asked.filter((one) => one.url === url.href).length === 1
      const wants = isFirst && answer.nonce !== undefined
      const { status = 200, said } = wants ? { status: 400, said: { error: 'use_dpop_nonce' } } : answer
      return { status, header: () => answer.nonce, text: JSON.stringify(said) }
    },
  }
  return { way, asked, to: (path: string) => asked.filter(({ url }) => url === `${issuer}${path}`) }
}

const asking = {
  organisation: 'Aldera',
  base: 'https://desk.example',
  document: 'https://desk.example/c/client/bluesky/1',
  back: 'https://desk.example/c/back',
}

const begin = (way: SignInWay, id: string | null = null) =>
  signInThere.begin(way, { account: { handle: '@Famous.Example', id }, asking, state: 'state' })

/** A sign-in that has begun as it should, and what came of it in a world that is otherwise. */
async function finish(otherwise: Record<string, Answer>, from = issuer) {
  const { way, to } = wayIn({ ...world(), ...otherwise })
  const begun = await begin(wayIn(world()).way)
  if (begun.is !== 'begun') throw new Error('It has begun.')
  return { who: await signInThere.finish(way, begun.kept, { code: 'code', issuer: from }), to }
}

const formOf = ({ request }: Asked) => Object.fromEntries(new URLSearchParams(String(request.body)))

describe('a sign-in', () => {
  test('asks for nothing but who it is, bound to a key that is shown to be held', async () => {
    const answers = {
      ...world(),
      [`${issuer}/par`]: { status: 201, said: { request_uri: 'urn:one' }, nonce: 'n1' },
    }
    const { way, to } = wayIn(answers)
    const begun = await begin(way)
    expect(begun).toMatchObject({
      is: 'begun',
      url: `${issuer}/authorize?client_id=${encodeURIComponent(asking.document)}&request_uri=urn%3Aone`,
    })
    const [, pushed] = to('/par')
    if (!pushed) throw new Error('It was pushed once more.')
    expect(formOf(pushed)).toMatchObject({
      scope: 'atproto',
      response_type: 'code',
      code_challenge_method: 'S256',
    })
    const [head = '', body = '', signature = ''] = (pushed.request.headers?.['dpop'] ?? '').split('.')
    const { jwk } = JSON.parse(Buffer.from(head, 'base64url').toString())
    expect(jwk).not.toHaveProperty('d')
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({
      htu: `${issuer}/par`,
      nonce: 'n1',
    })
    const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
    expect(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))).toBe(
      true,
    )
  })

  test('says who it was, by a code that only who began can use, and gives the token back', async () => {
    const { who, to } = await finish({})
    expect(who).toEqual({ is: 'somebody', id: did, handle: 'famous.example' })
    const [exchange, back] = [...to('/token'), ...to('/revoke')]
    expect(exchange && formOf(exchange)['code_verifier']).toMatch(/^[\w-]{43}$/)
    expect(back && formOf(back)).toMatchObject({ token: 'secret' })
  })

  test('begins with the lasting id where that is known, whoever has the handle now', async () => {
    const { way, asked } = wayIn({
      ...world(),
      [`https://directory.example/${did}`]: { said: document(did, 'renamed.example') },
    })
    expect(await begin(way, did)).toMatchObject({ is: 'begun' })
    expect(asked[0]?.url).toBe(`https://directory.example/${did}`)
  })
})

describe('nobody is taken for somebody else', () => {
  test('where the account does not lead back to the handle', async () => {
    const { way } = wayIn({
      ...world(),
      [`https://directory.example/${did}`]: { said: document(did, 'other.example') },
    })
    expect(await begin(way)).toEqual({ is: 'unknown' })
  })

  test('where a server speaks for an account that signs in elsewhere', async () => {
    const { who } = await finish({
      [`${issuer}/token`]: { said: { access_token: 'x', token_type: 'DPoP', sub: victim, scope: 'atproto' } },
      [`https://directory.example/${victim}`]: {
        said: document(victim, 'famous.example', 'https://true.example'),
      },
      'https://true.example/.well-known/oauth-protected-resource': {
        said: { authorization_servers: ['https://true.example'] },
      },
      'https://true.example/.well-known/oauth-authorization-server': {
        said: metadata('https://true.example'),
      },
    })
    expect(who).toEqual({ is: 'nobody' })
  })

  test('where another account only says that the handle is its own', async () => {
    const { who } = await finish({
      [`${issuer}/token`]: { said: { access_token: 'x', token_type: 'DPoP', sub: victim, scope: 'atproto' } },
      [`https://directory.example/${victim}`]: { said: document(victim, 'famous.example') },
    })
    expect(who).toEqual({ is: 'somebody', id: victim, handle: null })
  })

  test('where the answer was mixed in by another server: it is shown no code', async () => {
    const { who, to } = await finish({}, 'https://elsewhere.example')
    expect([who, to('/token')]).toEqual([{ is: 'nobody' }, []])
  })

  test.each([
    ['without the scope', { access_token: 'x', token_type: 'DPoP', sub: did, scope: 'other' }],
    ['bound to no key', { access_token: 'x', token_type: 'Bearer', sub: did, scope: 'atproto' }],
    ['for no account', { access_token: 'x', token_type: 'DPoP', sub: 'did:plc:x/../..', scope: 'atproto' }],
  ])('where the answer comes %s', async (_, said) => {
    expect((await finish({ [`${issuer}/token`]: { said } })).who).toEqual({ is: 'nobody' })
  })
})

test.each([
  ['calls itself another', { ...metadata(issuer), issuer: 'https://other.example' }],
  ['leads a browser into a program', { ...metadata(issuer), authorization_endpoint: 'javascript:alert(1)' }],
  [
    'leads a browser where everybody listens',
    { ...metadata(issuer), authorization_endpoint: 'http://door.example' },
  ],
  [
    'does not say who answers',
    { ...metadata(issuer), authorization_response_iss_parameter_supported: false },
  ],
])('a server that %s is not gone to', async (_, said) => {
  const { way } = wayIn({ ...world(), [`${issuer}/.well-known/oauth-authorization-server`]: { said } })
  await expect(begin(way)).rejects.toThrow(NetworkTrouble)
})

test('a desk of this machine is known by an address that says everything itself, and any other by its document', () => {
  const here = { ...asking, base: 'http://127.0.0.1:4600', back: 'http://127.0.0.1:4600/c/back' }
  expect(signInThere.clientOf(here).id).toBe(
    'http://localhost?redirect_uri=http%3A%2F%2F127.0.0.1%3A4600%2Fc%2Fback&scope=atproto',
  )
  const { id, document: read } = signInThere.clientOf(asking)
  expect(read).toMatchObject({ client_id: id, redirect_uris: [asking.back], scope: 'atproto' })
})
