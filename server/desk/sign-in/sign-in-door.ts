import type { Case } from '#domain/case/case.ts'
import { readCase } from '#domain/case/read-case.ts'
import { mayBecome, type Claim } from '#domain/claim/claim.ts'
import type { Network } from '#server/channels/network.ts'
import type { Asking, SignInThere } from '#server/channels/sign-in-there.ts'
import { listedCase } from '#server/store/case-list.ts'
import { claimLinkOwner, claimLinkWith, type ClaimLinkRow } from '#server/store/claim-links.ts'
import { readClaimWords } from '#server/store/claims.ts'
import type { OrgTx } from '#server/store/database.ts'
import { isOrganisation, thisOrganisation } from '#server/store/organisations.ts'
import { claimLinkDigest, signInBase } from '../claims/claim-link.ts'
import type { Desk } from '../desk.ts'
import { publicAddressOf } from '../replies/public-address.ts'

/** A network with which one can sign in. */
type SignInNetwork = Network & { signInThere: SignInThere }

/** Where a link leads by which somebody shows that an account is theirs, as the account was named to us. */
export type SignInDoor = {
  org: string
  organisation: string
  link: ClaimLinkRow
  network: SignInNetwork
  named: { handle: string; key: string | null }
  /** It can still be shown; it was; another account signed in that looks alike; or the link leads nowhere any more. */
  stands: 'open' | 'shown' | 'elsewhere' | 'over'
}

/** Where a link leads; nowhere when it is none, or what it was given for was erased: all the same to who asks. */
export async function signInDoor(desk: Desk, token: string): Promise<SignInDoor | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const digest = claimLinkDigest(token)
  const org = await desk.db.asWorker((tx) => claimLinkOwner(tx, digest))
  return org === undefined ? undefined : desk.db.withOrg(org, (tx) => doorWithin(desk, tx, digest))
}

async function doorWithin(desk: Desk, tx: OrgTx, digest: Buffer): Promise<SignInDoor | undefined> {
  const link = await claimLinkWith(tx, digest)
  const words = link && (await readClaimWords(tx, link.claim_id))
  const network = signInNetwork(desk, words?.network ?? null)
  const kase = words && (await takerOf(tx, words.case_id))
  const claim = kase?.claims.find(({ id }) => id === words?.id)
  if (!link || !words || words.handle === null || !network || !claim) return undefined
  const { name } = await thisOrganisation(tx)
  const named = { handle: words.handle, key: words.account_key }
  return { org: tx.org, organisation: name, link, network, named, stands: standing(desk, link, claim) }
}

/** The network of this name, if one can sign in with it. */
export function signInNetwork({ networks }: Desk, name: string | null): SignInNetwork | undefined {
  const network = networks.get(name ?? '')
  return network?.signInThere && { ...network, signInThere: network.signInThere }
}

/** A case as it stands, or the one that has taken it over. */
async function takerOf(tx: OrgTx, caseId: string): Promise<Case | undefined> {
  const row = await listedCase(tx, caseId)
  const kase = row && readCase(row.fold)
  return kase?.mergedInto ? takerOf(tx, kase.mergedInto) : kase
}

function standing(desk: Desk, link: ClaimLinkRow, claim: Claim): SignInDoor['stands'] {
  if (link.used_at !== null) {
    if (claim.state === 'verified' && claim.method === 'sign-in') return 'shown'
    return claim.state === 'refuted' && claim.because === 'look-alike' ? 'elsewhere' : 'over'
  }
  return canShow(desk, link.id, claim) ? 'open' : 'over'
}

/** Whether a link can still show what it was given for: it is the newest one, its time runs, and nothing was decided. */
export const canShow = ({ now }: Pick<Desk, 'now'>, link: string, claim: Claim): boolean =>
  claim.signIn?.id === link &&
  Temporal.Instant.compare(claim.signIn.until, now()) > 0 &&
  mayBecome(claim, 'verified')

/** Who asks, as a network knows us: none where nobody could sign in for this desk. */
export async function askingAs(
  desk: Desk,
  org: string,
  { organisation, network }: { organisation: string; network: string },
): Promise<Asking | undefined> {
  const base = signInBase(await publicAddressOf(desk, org))
  if (base === null) return undefined
  return { organisation, base, document: `${base}/c/client/${network}/${org}`, back: `${base}/c/back` }
}

/** What the servers of a network read of us, for everybody to read. */
export async function clientDocument(
  desk: Desk,
  asked: { network: string; org: string },
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const network = signInNetwork(desk, asked.network)
  if (!network || !(await desk.db.asWorker((tx) => isOrganisation(tx, asked.org)))) return undefined
  const { name } = await desk.db.withOrg(asked.org, thisOrganisation)
  const asking = await askingAs(desk, asked.org, { organisation: name, network: network.name })
  return asking && network.signInThere.clientOf(asking).document
}
