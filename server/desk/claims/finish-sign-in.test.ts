import { beforeAll, expect, test } from 'vitest'
import { network as bluesky } from '#server/channels/bluesky/bluesky.ts'
import { NetworkTrouble } from '#server/channels/network.ts'
import { signInThere } from '#server/channels/bluesky/sign-in-there.ts'
import type { SignedIn, SignInThere } from '#server/channels/sign-in-there.ts'
import { markSample } from '#server/store/organisations.ts'
import { sql } from '#server/store/statement.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { beginSignIn } from '../sign-in/begin-sign-in.ts'
import { erasePerson } from '../people/erase-person.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { makeClaim } from './make-claim.ts'
import { offerSignIn } from './offer-sign-in.ts'
import { showClaims } from './show-claims.ts'
import { signInDoor } from '../sign-in/sign-in-door.ts'

// What is made of what a network says; what the network itself does is tried on the real one, in test/browser.

const did = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa'
const issuer = 'https://door.example'

/** What the network does in a test: who signs in, and whether it can be reached. */
const there = {
  who: { is: 'somebody', id: did, handle: 'famous.example' } as SignedIn,
  isAway: false,
  state: '',
}

let desk: TestDesk

const reached = async <T>(answer: T) => {
  if (there.isAway) throw new NetworkTrouble('Nobody answers.')
  return answer
}

beforeAll(async () => {
  const plain = await aDesk()
  const played: SignInThere = {
    ...signInThere,
    begin: (_, { state }) => {
      there.state = state
      return reached({ is: 'begun', url: `${issuer}/authorize`, kept: 'kept' })
    },
    finish: () => reached(there.who),
  }
  desk = {
    ...plain,
    networks: new Map([['bluesky', { ...bluesky, signInThere: played }]]),
    place: { ...plain.place, publicUrl: 'https://desk.example' },
  }
})

/** Somebody names an account on the phone, and is given a link. */
async function isGiven(parts: { kind?: 'reach' | 'identity' } = {}) {
  Object.assign(there, { who: { is: 'somebody', id: did, handle: 'famous.example' }, isAway: false })
  const { caseId } = await desk.take({ from: { phone: `+49 30 23125 ${++counted}` } })
  const said = {
    kind: 'reach' as const,
    said: 'Many follow me.',
    network: 'bluesky',
    handle: '@famous.example',
    warns: false,
  }
  const { id: claimId } = await makeClaim(desk, desk.admin, { ...(await desk.on(caseId)), ...said, ...parts })
  return { caseId, claimId, ...(await another(claimId)) }
}
let counted = 100

async function another(claimId: string) {
  const { url } = await offerSignIn(desk, desk.admin, { claimId, key: crypto.randomUUID() })
  return { token: url.replace('https://desk.example/c/', '') }
}

/** Goes to sign in by a link; answers what comes back when they do. */
async function goes(token: string) {
  const door = await signInDoor(desk, token)
  if (!door) throw new Error('The link leads somewhere.')
  const left = await beginSignIn(desk, door)
  const { state } = there
  const cookie = 'cookie' in left ? left.cookie : ''
  return { left, back: () => finishSignIn(desk, { state, issuer, code: 'code', cookie }) }
}

const claimOn = async (caseId: string) => (await showClaims(desk, desk.admin, { caseId })).claims.at(-1)
const standsAt = async (token: string) => (await signInDoor(desk, token))?.stands

test('what the network says is proved, holds as long as policy says, and counts once', async () => {
  const { caseId, token } = await isGiven()
  expect((await claimOn(caseId))?.signIn?.url).toContain(token)
  const { back } = await goes(token)
  expect([await back(), await back()]).toEqual([{ token, told: 'shown' }, undefined])
  const until = desk
    .now()
    .add({ hours: 90 * 24 })
    .toString()
  expect(await claimOn(caseId)).toMatchObject({
    state: 'verified',
    method: 'sign-in',
    strength: 'proved',
    until,
  })
  expect([await standsAt(token), (await goes(token)).left]).toEqual(['shown', { stays: 'over' }])
})

test('only the last of two who went by one link comes back, and only in the browser that went', async () => {
  const { caseId, token } = await isGiven()
  const first = await goes(token)
  const second = await goes(token)
  expect(await first.back()).toBeUndefined()
  const { state } = there
  expect(await finishSignIn(desk, { state, issuer, code: 'code', cookie: 'another' })).toBeUndefined()
  expect(await second.back()).toBeUndefined()
  expect(await claimOn(caseId)).toMatchObject({ state: 'claimed' })
  expect(await (await goes(token)).back()).toMatchObject({ told: 'shown' })
})

test('a newer link ends the one before, and time ends both', async () => {
  const { claimId, caseId, token } = await isGiven({ kind: 'identity' })
  const going = await goes(token)
  const newer = await another(claimId)
  expect([await standsAt(token), await going.back()]).toEqual(['over', { token, told: 'over' }])
  const late = await goes(newer.token)
  await desk.pass('PT24H')
  expect([await standsAt(newer.token), await late.back()]).toEqual(['over', undefined])
  expect(await claimOn(caseId)).toMatchObject({ state: 'claimed', signIn: null })
})

test('while the network is away nothing is lost, and nothing is shown', async () => {
  const { caseId, token } = await isGiven()
  const { back } = await goes(token)
  there.isAway = true
  expect([(await goes(token)).left, await standsAt(token)]).toEqual([{ stays: 'away' }, 'open'])
  expect(await back()).toEqual({ token, told: 'away' })
  there.isAway = false
  expect(await (await goes(token)).back()).toMatchObject({ told: 'shown' })
  expect(await claimOn(caseId)).toMatchObject({ state: 'verified' })
})

test.each([
  [
    'another account',
    { is: 'somebody', id: 'did:plc:other', handle: 'somebody.example' },
    'elsewhere',
    'claimed',
    'open',
  ],
  [
    'one whose handle is nobody’s',
    { is: 'somebody', id: 'did:plc:other', handle: null },
    'elsewhere',
    'claimed',
    'open',
  ],
  [
    'one that looks alike',
    { is: 'somebody', id: 'did:plc:other', handle: 'farnous.example' },
    'elsewhere',
    'refuted',
    'elsewhere',
  ],
  ['nobody', { is: 'nobody' }, 'refused', 'claimed', 'open'],
] as const)('where %s signs in, nothing rests on it', async (_, who, told, state, stands) => {
  const { caseId, token } = await isGiven()
  there.who = who
  expect(await (await goes(token)).back()).toEqual({ token, told })
  expect([(await claimOn(caseId))?.state, await standsAt(token)]).toEqual([state, stands])
})

test('an account that we know stays the same under another handle, and its old handle is somebody else’s', async () => {
  const from = { handle: 'known.example', network: 'bluesky' }
  const { caseId } = await desk.take({ channel: 'social', from, subject: '', public: true })
  await desk.db.asOwner((tx) =>
    tx.rows(sql`update accounts set address_key = $1 where address = 'known.example'`, [
      'handle:bluesky:did:plc:known',
    ]),
  )
  const said = {
    kind: 'reach' as const,
    said: 'It is mine.',
    network: 'bluesky',
    handle: 'known.example',
    warns: false,
  }
  const { id } = await makeClaim(desk, desk.admin, { ...(await desk.on(caseId)), ...said })
  const { token } = await another(id)
  there.who = { is: 'somebody', id: 'did:plc:other', handle: 'known.example' }
  expect(await (await goes(token)).back()).toMatchObject({ told: 'elsewhere' })
  there.who = { is: 'somebody', id: 'did:plc:known', handle: 'renamed.example' }
  expect(await (await goes(token)).back()).toMatchObject({ told: 'shown' })
})

test('nobody goes by one link for ever', async () => {
  const { token } = await isGiven()
  for (let n = 0; n < 10; n++) await goes(token)
  expect((await goes(token)).left).toEqual({ stays: 'over' })
})

test('of somebody who was erased neither link nor sign-in is left', async () => {
  const { caseId, token } = await isGiven()
  await goes(token)
  const { person } = await desk.see(caseId)
  await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: crypto.randomUUID() })
  expect(await standsAt(token)).toBeUndefined()
})

test('without a safe address, or a network that has such a way, no link is given', async () => {
  const { caseId, claimId } = await isGiven()
  const offer = (place: object, id = claimId) =>
    offerSignIn({ ...desk, place: { ...desk.place, ...place } }, desk.admin, {
      claimId: id,
      key: crypto.randomUUID(),
    })
  for (const publicUrl of ['http://desk.example', 'https://10.0.0.7', 'https://localhost:4600'])
    await expect(offer({ publicUrl })).rejects.toThrow('only for a desk that is reached by https')
  const said = { kind: 'reach' as const, said: 'Mine.', network: 'x', handle: 'famous', warns: false }
  const { id } = await makeClaim(desk, desk.admin, { ...(await desk.on(caseId)), ...said })
  await expect(offer({}, id)).rejects.toThrow('Give them a code to post instead.')
})

test('in the sample company the link is shown as well, and leads to this machine', async () => {
  const { publicUrl: _, ...place } = desk.place
  desk = { ...desk, place: { ...place, urlHere: 'http://localhost:4600' } }
  await desk.db.asOwner((tx) => markSample(tx, desk.org, 'mara'))
  const { caseId } = await isGiven()
  expect((await claimOn(caseId))?.signIn?.url).toContain('http://127.0.0.1:4600/c/')
})
