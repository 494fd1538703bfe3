import type { FactValue } from '../policy/fact.ts'
import { counts, type Claim } from './claim.ts'

/** What a claim may say about a case: who is looking, and nothing of the matter, so that nothing that is owed can read it. */
type ClaimedFacts = { followers?: number; verified?: boolean; press?: true; threat?: true }

/**
 * What the claims of a case let policy know, beside what people entered: how many follow them, whether that was shown, that
 * they speak for the press, that they will go public. Of two numbers the greater counts: more eyes only ever mean that
 * somebody looks sooner. A claim that was refuted, withdrawn, or has expired says nothing any more.
 */
export function claimedFacts(
  claims: readonly Claim[],
  entered: Readonly<Record<string, FactValue>>,
): ClaimedFacts {
  const standing = claims.filter(counts)
  return {
    ...(standing.some(({ kind }) => kind === 'press') && { press: true }),
    ...(standing.some(({ warns }) => warns) && { threat: true }),
    ...reachOf(standing, entered),
  }
}

function reachOf(standing: readonly Claim[], entered: Readonly<Record<string, FactValue>>): ClaimedFacts {
  const ofReach = standing.filter(({ kind, followers }) => kind === 'reach' && followers !== null)
  const { followers: known = null, verified = null } = entered
  const widest = Math.max(...ofReach.map(({ followers }) => followers ?? 0))
  // What was entered, or read off the network, is at least as much: then nothing rests on what they say.
  if (ofReach.length === 0 || (typeof known === 'number' && known >= widest)) return {}
  // What was shown stays shown when somebody says more: saying something never takes attention away.
  return { followers: widest, verified: verified === true || ofReach.some(isShown) }
}

/** Whether more than their word stands behind it. */
const isShown = (claim: Claim) => claim.state === 'verified' && claim.strength !== 'believed'
