import { timingSafeEqual } from 'node:crypto'
import { accountKey } from '#domain/account-key.ts'
import { claimEnds } from '#domain/case/claim-ends.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { strengthOf, type Claim } from '#domain/claim/claim.ts'
import { postedBy, type OnNetwork } from '#domain/claim/posted-by.ts'
import { NetworkTrouble } from '#server/channels/network.ts'
import type { SignedIn } from '#server/channels/sign-in-there.ts'
import { signInOwner, takeSignIn, useClaimLink, type SignInRow } from '#server/store/claim-links.ts'
import { readClaimWords, type ClaimRow } from '#server/store/claims.ts'
import type { OrgTx } from '#server/store/database.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import { wayFor } from '../sign-in/begin-sign-in.ts'
import { claimLinkDigest, claimLinkToken } from './claim-link.ts'
import { withCount } from './count-claim.ts'
import type { Desk } from '../desk.ts'
import { ruleOn } from './held-claim.ts'
import { proposeShownAccount } from './propose-shown-account.ts'
import { holdTaker, record } from '../cases/record.ts'
import { openSecret } from '../seal.ts'
import { askingAs, canShow, signInNetwork } from '../sign-in/sign-in-door.ts'

/** What a browser brings back from a network: no code where they did not agree. */
export type Brought = { state: string; issuer: string; code: string | null; cookie: string | undefined }

/** What came of it, and the link that it was begun by. */
export type CameBack = { token: string; told: 'shown' | 'elsewhere' | 'refused' | 'away' | 'over' }

/**
 * Takes back a browser that went to sign in: asks the network who it was and judges it by the account that was named.
 * What nobody has begun, what another browser brings, and what comes a second time is nothing.
 */
export async function finishSignIn(desk: Desk, brought: Brought): Promise<CameBack | undefined> {
  const state = claimLinkDigest(brought.state)
  const org = await desk.db.asWorker((tx) => signInOwner(tx, state))
  if (org === undefined) return undefined
  const taken = await desk.db.withOrg(org, (tx) => takenOut(desk, tx, state, brought.cookie))
  if (!taken) return undefined
  const token = claimLinkToken(desk, taken.row.link_id)
  const who = await whoWasIt(desk, org, taken, brought)
  if (who === 'away') return { token, told: 'away' }
  if (who.is === 'nobody') return { token, told: 'refused' }
  const told = await desk.db.withOrg(org, (tx) => judge(desk, tx, taken, who))
  desk.nudge('changes')
  return { token, told }
}

type Taken = { row: SignInRow; words: ClaimRow; organisation: string; kept: string }

async function takenOut(
  desk: Desk,
  tx: OrgTx,
  state: Buffer,
  cookie: string | undefined,
): Promise<Taken | undefined> {
  const row = await takeSignIn(tx, state)
  const words = row && (await readClaimWords(tx, row.claim_id))
  if (!row || !words || cookie === undefined) return undefined
  if (!timingSafeEqual(row.browser, claimLinkDigest(cookie))) return undefined
  if (Temporal.Instant.compare(row.until_at, desk.now()) <= 0) return undefined
  const { wrapped_key, name } = await thisOrganisation(tx)
  const kept = openSecret(desk.masterKey, wrapped_key, { secret: row.secret, key: row.key })
  return { row, words, organisation: name, kept }
}

/** Asks the network, with no transaction open. */
async function whoWasIt(
  desk: Desk,
  org: string,
  { words, organisation, kept }: Taken,
  { code, issuer }: Brought,
): Promise<SignedIn | 'away'> {
  const network = signInNetwork(desk, words.network)
  const asking = network && (await askingAs(desk, org, { organisation, network: network.name }))
  if (!network || !asking || code === null) return { is: 'nobody' }
  try {
    return await network.signInThere.finish(wayFor(desk, asking), kept, { code, issuer })
  } catch (trouble) {
    if (trouble instanceof NetworkTrouble) return 'away'
    throw trouble
  }
}

async function judge(
  desk: Desk,
  tx: OrgTx,
  { row, words }: Taken,
  who: Extract<SignedIn, { is: 'somebody' }>,
): Promise<CameBack['told']> {
  const held = await holdTaker(tx, words.case_id)
  const claim = held.kase.claims.find(({ id }) => id === row.claim_id)
  if (!claim || !canShow(desk, row.link_id, claim)) return 'over'
  const named = { network: words.network ?? '', handle: words.handle ?? '', key: words.account_key }
  const by = posterOf(named, who)
  const is = postedBy(named, by)
  const { holdsFor } = await ruleOn(desk, tx, held.kase, claim)
  const event = eventOf(claim, is, desk.now(), holdsFor)
  if (event.type !== 'claim-sign-in-elsewhere')
    if (!(await useClaimLink(tx, row.link_id, desk.now().toString()))) return 'over'
  const { house } = await desk.policies.version(tx, held.kase.policy)
  const shown = await withCount(tx, event, by.key, desk.now())
  await record(desk, tx, held, claimEnds(held.kase, shown, house, desk.now()))
  const { person } = held.kase
  if (is === 'same' && person)
    await proposeShownAccount(tx, desk.now(), { by, person, claim: claim.id, evidence: 'sign-in' })
  return is === 'same' ? 'shown' : 'elsewhere'
}

/** The account that signed in. A handle that does not lead back to it is nobody's: then it goes by its lasting id. */
function posterOf(
  { network }: OnNetwork,
  { id, handle }: Extract<SignedIn, { is: 'somebody' }>,
): OnNetwork & { key: string } {
  const address = handle ?? id
  return { network, handle: address, key: accountKey({ kind: 'handle', network, address, id }) ?? id }
}

/** What is written down: judged as a code is by the account that it came from. */
function eventOf(
  { id }: Claim,
  is: ReturnType<typeof postedBy>,
  now: Temporal.Instant,
  holdsFor: Temporal.Duration,
): CaseEvent {
  switch (is) {
    case 'same': {
      const method = 'sign-in'
      const until = now.add(holdsFor.round({ largestUnit: 'hours' })).toString()
      return happened('claim-verified', now, 'desk', { id, method, strength: strengthOf(method), until })
    }
    case 'look-alike':
      return happened('claim-refuted', now, 'desk', { id, because: 'look-alike' })
    case 'other':
      return happened('claim-sign-in-elsewhere', now, 'desk', { id })
  }
}
