import { compilePolicy } from '../compile.ts'
import type { LawShelf } from '../law/shelf.ts'
import type { Policy } from '../policy.ts'
import { findBelowFloor } from './below-floor.ts'
import { budgetOf } from './budget.ts'
import { findDeletionAsked } from './deletion.ts'
import { findEndless } from './endless.ts'
import type { Finding } from './finding.ts'
import { findGaps } from './gap.ts'
import { gridOf } from './grid.ts'
import { findBelowFloorTerms, findUnlawful } from './in-time.ts'
import { findDeletionLeaks, findLeaks } from './leak.ts'
import { findMasked } from './masked.ts'
import { findFalls } from './monotone.ts'
import { findOverlaps } from './overlap.ts'
import { findUnsigned } from './signing.ts'
import { findSocialOnly } from './social-only.ts'
import { findUnstaffed } from './staffed.ts'

/** What a proof is given besides the policy. */
export type ProofTerms = {
  readonly law: LawShelf
  /** How many boxes one question may look at before it is *not proved*. The same number gives the same findings. */
  readonly boxes?: number
  /** Asked now and then: whether there is no time left. What is then still open is *not proved*. */
  readonly isLate?: () => boolean
}

/** Enough for tables that people write, and few enough that one hard question does not keep them waiting. */
const enough = 20_000

/**
 * Everything that is wrong with a policy, each fault with a counter-example. An empty list is a proof that nothing is:
 * what could not be settled within the budget is a finding of the kind `not-proved`. Runs in a browser as on a server.
 */
export function prove(policy: Policy, { law, boxes = enough, isLate = () => false }: ProofTerms): Finding[] {
  const grid = gridOf(compilePolicy(policy))
  const budget = budgetOf(boxes, isLate)
  return [
    ...findGaps(grid, budget),
    ...findOverlaps(grid, budget),
    ...findEndless(policy),
    ...findUnstaffed(grid, budget),
    ...findLeaks(grid, budget),
    ...findUnsigned(grid, budget),
    ...findSocialOnly(grid, budget),
    ...findDeletionAsked(grid, budget),
    ...findDeletionLeaks(grid, budget),
    ...findUnlawful(grid, law, budget),
    ...findBelowFloor(grid, budget),
    ...findBelowFloorTerms(grid, law, budget),
    ...findFalls(grid, budget),
    ...findMasked(grid, budget),
  ]
}
