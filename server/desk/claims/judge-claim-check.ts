import { claimEnds } from '#domain/case/claim-ends.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { mayBecome, strengthOf, type Claim, type Method } from '#domain/claim/claim.ts'
import { postedBy } from '#domain/claim/posted-by.ts'
import type { Found } from '#server/channels/site/look-at-site.ts'
import {
  dropClaimCheck,
  readClaimWords,
  takeClaimCheck,
  useClaimCode,
  type ClaimCheckRow,
  type ClaimRow,
} from '#server/store/claims.ts'
import type { OrgTx } from '#server/store/database.ts'
import { claimCode } from './claim-code.ts'
import { withCount } from './count-claim.ts'
import type { Desk } from '../desk.ts'
import { ruleOn } from './held-claim.ts'
import { proposeShownAccount } from './propose-shown-account.ts'
import { holdTaker, record } from '../cases/record.ts'

/** What looks at a site for a code: over the network, so with no transaction open. */
export type LookAtSite = (asked: {
  domain: string
  network: string | null
  handle: string | null
  code: string
}) => Promise<Found>

/** While a worker looks, nobody else does; if it dies, another looks again after so long. */
const patience = Temporal.Duration.from({ minutes: 2 })

/** Judges one thing that was to be looked at for a claim: a code that came in, or the site that is to hold it. */
export async function judgeClaimCheck(
  desk: Desk,
  org: string,
  checkId: string,
  look: LookAtSite,
): Promise<void> {
  const taken = await desk.db.withOrg(org, async (tx) => {
    const now = desk.now()
    const due = { by: now.toString(), again: now.add(patience).toString() }
    const check = await takeClaimCheck(tx, checkId, due)
    return check && { check, words: await readClaimWords(tx, check.claim_id) }
  })
  if (!taken) return
  const { check, words } = taken
  const site = words && check.how === 'site' ? await lookedAt(desk, check, words, look) : null
  await desk.db.withOrg(org, async (tx) => {
    if (words) await judge(desk, tx, check, words, site)
    await dropClaimCheck(tx, check.id)
  })
  desk.nudge('changes')
}

function lookedAt(desk: Desk, { code_id }: ClaimCheckRow, words: ClaimRow, look: LookAtSite) {
  const { domain, network, handle } = words
  return domain === null || code_id === null
    ? null
    : look({ domain, network, handle, code: claimCode(desk, code_id) })
}

async function judge(desk: Desk, tx: OrgTx, check: ClaimCheckRow, words: ClaimRow, site: Found | null) {
  const held = await holdTaker(tx, words.case_id)
  const claim = held.kase.claims.find(({ id }) => id === check.claim_id)
  if (!claim || claim.code?.id !== check.code_id) return
  const finding = site ? ofSite(site) : ofCode(check, words)
  const { holdsFor } = await ruleOn(desk, tx, held.kase, claim)
  const event = eventOf(claim, finding, check.at, desk.now(), holdsFor)
  if (!event) return
  if (event.type === 'claim-verified' || event.type === 'claim-refuted')
    if (check.code_id === null || !(await useClaimCode(tx, check.code_id, desk.now().toString()))) return
  const { house } = await desk.policies.version(tx, held.kase.policy)
  const by = posterOf(check)
  const { person } = held.kase
  const shown = await withCount(tx, event, by?.key ?? words.account_key, desk.now())
  await record(desk, tx, held, claimEnds(held.kase, shown, house, desk.now()))
  if (event.type === 'claim-verified' && by && person)
    await proposeShownAccount(tx, desk.now(), { by, person, claim: claim.id, evidence: 'code' })
}

/** The account that a code came from. */
const posterOf = ({ how, network, handle, account_key: key }: ClaimCheckRow) =>
  how === 'code' && network !== null && handle !== null && key !== null ? { network, handle, key } : null

type Finding =
  | { is: 'shown'; method: Method }
  | { is: 'look-alike' }
  | { is: 'elsewhere' }
  | { is: 'missing'; method: 'site' | 'dns'; found: 'nothing' | 'unreachable' }

const ofSite = (site: Found): Finding =>
  site.found === 'code'
    ? { is: 'shown', method: site.method }
    : { is: 'missing', method: site.method, found: site.found }

/** A code speaks for the account that was named, and for no other. */
function ofCode({ network, handle, account_key, is_public }: ClaimCheckRow, words: ClaimRow): Finding {
  if (words.network === null || words.handle === null) return { is: 'elsewhere' }
  const named = { network: words.network, handle: words.handle, key: words.account_key }
  const poster = { network: network ?? '', handle: handle ?? '', key: account_key }
  const by = postedBy(named, poster)
  if (by === 'same') return { is: 'shown', method: is_public ? 'post' : 'direct-message' }
  return { is: by === 'look-alike' ? 'look-alike' : 'elsewhere' }
}

/** What is written down of it. Judged by when it was posted, not by when we came to see it; what came too late is nothing. */
function eventOf(
  claim: Claim,
  finding: Finding,
  at: Temporal.Instant,
  now: Temporal.Instant,
  holdsFor: Temporal.Duration,
): CaseEvent | undefined {
  const { id, code } = claim
  if (!code || Temporal.Instant.compare(at, code.until) > 0) return undefined
  switch (finding.is) {
    case 'shown': {
      if (!mayBecome(claim, 'verified')) return undefined
      const { method } = finding
      const until = at.add(holdsFor.round({ largestUnit: 'hours' })).toString()
      return happened('claim-verified', now, 'desk', { id, method, strength: strengthOf(method), until })
    }
    case 'look-alike':
      return claim.state === 'claimed'
        ? happened('claim-refuted', now, 'desk', { id, because: 'look-alike' })
        : undefined
    case 'elsewhere':
      return claim.state === 'claimed' ? happened('claim-code-elsewhere', now, 'desk', { id }) : undefined
    case 'missing':
      return claim.state === 'claimed'
        ? happened('claim-checked', now, 'desk', { id, method: finding.method, found: finding.found })
        : undefined
  }
}
