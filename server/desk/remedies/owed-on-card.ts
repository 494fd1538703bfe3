import type { z } from 'zod'
import type { CardView } from '#contract/card.ts'
import type { Case } from '#domain/case/case.ts'
import { judgeProposal, leftOwed, mostAlone, type Judging } from '#domain/remedy/judge-remedy.ts'
import { asPolicyWrites } from '#domain/remedy/money.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { namedRung } from '../cases/case-row.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { asHands, judgingOf } from './judging.ts'

type Told = Pick<NonNullable<z.input<typeof CardView>['front']>, 'owed' | 'alone' | 'signer'>

/** What policy owes on a case, how much of it this colleague signs by themselves, and who signs what is beyond that. */
export async function owedOnCard(desk: Desk, tx: OrgTx, kase: Case, agent: Agent): Promise<Told> {
  const judging = await judgingOf(desk, tx, kase, agent)
  const { what, upTo, currency } = judging.owed
  const alone = mostAlone(judging, asHands(agent))
  const rung = rungThatSigns(judging, agent)
  const { house } = await desk.policies.version(tx, kase.policy)
  return {
    owed: {
      remedy: what,
      upTo: asPolicyWrites(upTo, currency),
      left: asPolicyWrites(leftOwed(judging), currency),
      currency,
      ifDanger: judging.ifDanger ?? false,
    },
    alone: alone === null ? null : asPolicyWrites(alone, currency),
    signer: rung === null ? null : namedRung(house, rung),
  }
}

/** The rung that would be asked for a signature, if this colleague gave all that is left. */
function rungThatSigns(judging: Judging, agent: Agent): string | null {
  const { what, upTo } = judging.owed
  const left = leftOwed(judging)
  if (upTo > 0 && left === 0) return null
  try {
    const wish = { sort: 'entitlement', what, amount: left > 0 ? left : null } as const
    return judgeProposal(judging, wish, asHands(agent)).asked?.rung ?? null
  } catch (refusal) {
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}
