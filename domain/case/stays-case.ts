import { isSpoken } from '../channel.ts'
import type { Case } from './case.ts'
import { isHarmed } from './closing.ts'
import { isJudged } from './contact-fails.ts'
import { isUntouched } from './is-untouched.ts'

/**
 * Why a case stays one although a colleague takes it for no complaint; null where it can be set aside. It tells of a danger or
 * of harm; a contact counts as failed, as every call does that was written down; or something has been done on it. A date
 * that we missed meanwhile is no reason: nobody was owed it who has not complained.
 */
export function staysCase(kase: Case): 'harm' | 'failed' | 'touched' | null {
  if (kase.spokeOfDanger || isHarmed(kase)) return 'harm'
  if (isSpoken(kase.channel) || kase.failureChain.some(({ reason }) => isJudged(reason))) return 'failed'
  return isUntouched(kase) && kase.claims.length === 0 ? null : 'touched'
}
