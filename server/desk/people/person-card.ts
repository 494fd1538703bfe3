import type { z } from 'zod'
import type { AccountView } from '#contract/account-view.ts'
import type { PersonCard } from '#contract/lookup.ts'
import type { Case } from '#domain/case/case.ts'
import type { House } from '#domain/case/house.ts'
import { readCase } from '#domain/case/read-case.ts'
import { firstOwed } from '#domain/case/still-owed.ts'
import { distinctNames } from '#domain/people/distinct-names.ts'
import type { KnownHandle } from '#domain/people/look-alike.ts'
import { mayGrantGesture } from '#domain/reach/may-grant-gesture.ts'
import type { CardAccount, CardRow } from '#server/store/lookup.ts'
import type { GivenPromise } from '#server/store/promises-given.ts'
import { namedRung } from '../cases/case-row.ts'
import type { Agent } from '../command.ts'
import { promisesOnCard, rungAfter } from '../cases/on-card.ts'
import { estimateOf, reachFor } from '../claims/show-reach.ts'

type View = z.input<typeof PersonCard>
type SeenCase = { kase: Case; subject: string; owner: string }

/** The cases on a card: those that the colleague for whom it was read may see. */
export const seenOf = ({ cases }: CardRow): SeenCase[] =>
  cases
    .map(({ subject, owner_name: owner, fold }) => ({ kase: readCase(fold), subject, owner }))
    .map(({ kase, subject, owner }) => ({ kase, subject: subject ?? '', owner: owner ?? kase.owner }))

/** The open case that the card is about: the one whose next date is the nearest. */
const caseInFront = (cases: readonly SeenCase[]): Case | undefined =>
  cases
    .map(({ kase }) => kase)
    .filter(({ state }) => state === 'open')
    .toSorted((a, b) => nextDue(a) - nextDue(b))[0]

const nextDue = (kase: Case) => firstOwed(kase)?.dueAt.epochMilliseconds ?? Number.MAX_SAFE_INTEGER

/** What a colleague reads in two seconds: who, how sure, what we have failed at, what was promised, what may be done. */
export function personCard(
  { agent, now, house }: { agent: Agent; now: Temporal.Instant; house: (kase: Case) => House },
  row: CardRow,
  seen: readonly SeenCase[],
  beside: { promised: readonly GivenPromise[]; like: ReadonlyMap<string, KnownHandle> },
): Omit<View, 'sure' | 'foundBy' | 'why'> {
  const open = seen.map(({ kase }) => kase).filter(({ state }) => state === 'open')
  // By every open case, also those that this colleague may not see: somebody decides a remedy there.
  const reach = reachFor(agent, row.open, open[0]?.id, () => estimateOf(row, now))
  const front = caseInFront(seen)
  const frontHouse = front && house(front)
  return {
    person: { id: row.id, name: row.name },
    accounts: row.accounts.map((account) => accountView(account, row.name, beside.like)),
    cases: seen.map((one) => caseView(one, house(one.kase))),
    failures: open
      .flatMap(({ id, failureChain }) => failureChain.map((failure) => ({ ...failure, caseId: id })))
      .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
      .map(({ at, reason, about, caseId }) => ({ caseId, at: at.toString(), reason, about })),
    promises: open.flatMap((kase) =>
      promisesOnCard(kase, beside.promised).map((given) => ({ caseId: kase.id, ...given })),
    ),
    reach,
    // What they say of themselves tells whoever decides as much as what was counted.
    claims: open.flatMap(({ id, claims }) =>
      claims.map((claim) => ({
        ...claimView(id, claim),
        followers: reach.sight === 'shown' ? claim.followers : null,
      })),
    ),
    policy: front ? policyView(front, agent) : null,
    nextRung: front && frontHouse ? nextRungOf(front, frontHouse) : null,
  }
}

/** An account with what speaks for and against it. */
export const accountView = (
  { id, kind, network, address, sharing, names }: CardAccount,
  name: string | null,
  like: ReadonlyMap<string, KnownHandle>,
): z.input<typeof AccountView> => ({
  id,
  kind,
  network,
  address,
  sharing,
  isSharedPerhaps: isSharedPerhaps({ sharing, names }, name),
  names,
  looksLike: like.get(id) ?? null,
})

/** Several people seem to write from it, and nobody has said whose it is. */
export const isSharedPerhaps = (
  { sharing, names }: Pick<CardAccount, 'sharing' | 'names'>,
  name: string | null,
): boolean => sharing === null && distinctNames([name, ...names]) > 1

function caseView({ kase, subject, owner }: SeenCase, house: House): View['cases'][number] {
  const next = firstOwed(kase)
  return {
    id: kase.id,
    number: kase.number,
    subject,
    state: kase.state === 'open' ? 'open' : 'closed',
    stage: kase.stage,
    severity: kase.duties?.severity ?? 2,
    turn: kase.turn,
    owner: { id: kase.owner, name: owner },
    rung: namedRung(house, kase.rung),
    nextDueAt: next?.dueAt.toString() ?? null,
    nextDueKind: next?.kind ?? null,
    failures: kase.failures,
    seq: kase.seq,
    lastContactAt: kase.lastContactAt.toString(),
  }
}

function claimView(caseId: string, claim: Case['claims'][number]): Omit<View['claims'][number], 'followers'> {
  const { id, kind, state, warns } = claim
  return {
    id,
    caseId,
    kind,
    state,
    warns,
    method: claim.state === 'verified' ? claim.method : null,
    at: (claim.state === 'claimed' ? claim.madeAt : claim.at).toString(),
  }
}

/** What is owed, and what this colleague may do: from the decision that the case stands under. */
function policyView(kase: Case, agent: Agent): View['policy'] {
  const { duties } = kase
  if (!duties) return null
  return {
    caseId: kase.id,
    severity: duties.severity,
    remedy: duties.entitlement.remedy,
    upTo: duties.entitlement.upTo,
    conduct: duties.conduct,
    mayGrantGesture: mayGrantGesture(kase, agent.handle),
  }
}

function nextRungOf(kase: Case, house: House): View['nextRung'] {
  const above = rungAfter(kase, house)
  return above ? { id: above.id, name: above.title } : null
}
