import type { z } from 'zod'
import type { ClaimView } from '#contract/claims.ts'
import type { Case } from '#domain/case/case.ts'
import type { Claim } from '#domain/claim/claim.ts'
import { claimRule } from '#domain/claim/claim-rule.ts'
import { readCase } from '#domain/case/read-case.ts'
import { Refusal } from '#domain/refusal.ts'
import { listedCase } from '#server/store/case-list.ts'
import { claimWordsOf, sitesAsked, type ClaimRow } from '#server/store/claims.ts'
import type { OrgTx } from '#server/store/database.ts'
import { claimCode } from './claim-code.ts'
import { claimLinkToken, signInBase } from './claim-link.ts'
import type { Agent } from '../command.ts'
import { mayDecide } from './decide-claim.ts'
import type { Desk, PolicyInForce } from '../desk.ts'
import { publicAddressIn } from '../replies/public-address.ts'
import { mayReadFollowers } from './reach-seen.ts'
import { refuseUnseen } from '../cases/seen.ts'

type View = z.input<typeof ClaimView>

/** What the customer says on a case that can be verified, the newest last. */
export function showClaims(desk: Desk, agent: Agent, asked: { caseId: string }): Promise<{ claims: View[] }> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const row = await listedCase(tx, asked.caseId)
    if (!row) throw new Refusal('not-found', 'There is no such case.')
    await refuseUnseen(tx, agent, asked.caseId)
    return { claims: await claimsOn(desk, tx, agent, readCase(row.fold)) }
  })
}

/** The claims of a case as whoever looks may see and decide them. */
async function claimsOn(desk: Desk, tx: OrgTx, agent: Agent, kase: Case): Promise<View[]> {
  const ids = kase.claims.map(({ id }) => id)
  if (ids.length === 0) return []
  const words = new Map((await claimWordsOf(tx, ids)).map((row) => [row.id, row]))
  const asked = await sitesAsked(tx, ids)
  const inForce = await desk.policies.version(tx, kase.policy)
  const base = signInBase(await publicAddressIn(tx, desk.place))
  const mayRead = mayReadFollowers(kase, agent)
  return kase.claims.map((claim) => {
    const said = words.get(claim.id)
    return {
      ...standing(claim),
      ...wordsOf(said),
      ...numbersOf(claim, mayRead),
      id: claim.id,
      caseId: kase.id,
      kind: claim.kind,
      warns: claim.warns,
      madeAt: claim.madeAt.toString(),
      countsMeanwhile: claim.countsMeanwhile,
      // Whoever was erased is asked for nothing any more.
      code: said ? runningCode(desk, claim) : null,
      signIn: said && base !== null ? runningLink(desk, base, claim) : null,
      canSignIn: isSignInThere(desk, said),
      ...decidable(agent, claim, inForce),
      isSiteAsked: asked.has(claim.id),
    }
  })
}

/** How many follow them, as they say and as their network says: only for who has looked. Their words say it as well. */
function numbersOf(claim: Claim, mayRead: boolean) {
  const { followers } = claim
  const counted = claim.state === 'verified' ? (claim.counted ?? null) : null
  if (mayRead || (followers === null && counted === null)) return { followers, counted, isClosed: false }
  return { followers: null, counted: null, isClosed: true, said: null }
}

const wordsOf = (row: ClaimRow | undefined) => ({
  said: row?.said ?? null,
  network: row?.network ?? null,
  handle: row?.handle ?? null,
  domain: row?.domain ?? null,
})

function decidable(agent: Agent, { kind }: Claim, { compiled, house }: PolicyInForce) {
  const rule = claimRule(compiled, kind)
  return { verifiedBy: rule.verifiedBy, mayDecide: mayDecide(agent, house, rule) }
}

function runningCode(desk: Desk, { state, code }: Claim): View['code'] {
  if (state !== 'claimed' || !code || Temporal.Instant.compare(code.until, desk.now()) <= 0) return null
  return { text: claimCode(desk, code.id), until: code.until.toString() }
}

function runningLink(desk: Desk, base: string, { state, signIn }: Claim): View['signIn'] {
  if (state !== 'claimed' || !signIn || Temporal.Instant.compare(signIn.until, desk.now()) <= 0) return null
  return { url: `${base}/c/${claimLinkToken(desk, signIn.id)}`, until: signIn.until.toString() }
}

/** Whether they can sign in with the network of the account that they named. */
const isSignInThere = ({ networks }: Desk, row: ClaimRow | undefined): boolean =>
  row?.handle != null && networks.get(row.network ?? '')?.signInThere !== undefined

/** What has become of it, whatever that was, in one shape. */
function standing(claim: Claim): Pick<View, 'state' | 'because' | 'at' | 'method' | 'strength' | 'until'> {
  const { state } = claim
  const plain = { state, because: null, method: null, strength: null, until: null }
  switch (claim.state) {
    case 'claimed':
      return { ...plain, at: claim.madeAt.toString(), until: claim.decideBy?.toString() ?? null }
    case 'verified': {
      const { method, strength, at, until } = claim
      return { ...plain, method, strength, at: at.toString(), until: until?.toString() ?? null }
    }
    case 'refuted':
    case 'expired':
      return { ...plain, because: claim.because, at: claim.at.toString() }
    case 'withdrawn':
      return { ...plain, at: claim.at.toString() }
  }
}
