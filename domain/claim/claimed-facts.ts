import type { FactValue } from '../policy/fact.ts'
import { counts, type Claim } from './claim.ts'

/** What a claim may say about a case: who is looking, and nothing of the matter, so that nothing that is owed can read it. */
type ClaimedFacts = { followers?: number; verified?: boolean; press?: true; threat?: true }

/**
 * What the claims of a case let policy know, beside what people entered: how many follow them, whether that is proved, that
 * they speak for the press, that they will go public. A claim that was refuted, withdrawn, or has expired says nothing any more.
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

/**
 * A code or a sign-in shows whose an account is, and not how many follow it: a number is proved where the network itself has
 * counted, or a colleague has entered it as proved, and never by what they say. What is proved goes before what is said, so that
 * saying more takes nothing away from it; of two numbers of one kind the greater counts, as more eyes only ever mean that
 * somebody looks sooner.
 */
function reachOf(standing: readonly Claim[], entered: Readonly<Record<string, FactValue>>): ClaimedFacts {
  const { followers: known = null, verified = null } = entered
  const before = typeof known === 'number' ? known : null
  const ofReach = standing.filter(({ kind }) => kind === 'reach')
  const counted = widest(ofReach.map(countedOf))
  const said = widest(ofReach.filter((claim) => countedOf(claim) === null).map(({ followers }) => followers))
  if (verified === true && before !== null)
    return counted === null || counted <= before ? {} : proved(counted)
  if (counted !== null) return proved(counted)
  return said === null || (before !== null && before >= said) ? {} : { followers: said, verified: false }
}

const proved = (followers: number): ClaimedFacts => ({ followers, verified: true })

/** How many follow the account that was shown, where its network has said so. */
const countedOf = (claim: Claim) => (claim.state === 'verified' ? (claim.counted ?? null) : null)

const widest = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce((most, one) => (most === null || (one !== null && one > most) ? one : most), null)
