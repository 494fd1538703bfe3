import type { z } from 'zod'
import type { showAuthority as contract } from '#contract/remedies.ts'
import { mostSigned } from '#domain/remedy/authority.ts'
import { inMinorUnits } from '#domain/remedy/money.ts'
import { outcomeFacts } from '#domain/remedy/outcome-facts.ts'
import type { OrgTx } from '#server/store/database.ts'
import { spentSoFar } from '#server/store/remedies.ts'
import { ledgerSums, owedByRung, signedOnOwn, type OwedRow } from '#server/store/remedy-ledger.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { monthBegan, remedyRules } from '../remedies/judging.ts'
import { rungView } from '../remedies/remedy-view.ts'
import { filterOf } from '../remedies/show-ledger.ts'

/** So many of the newest cases are looked at: a month of a large desk. */
const most = 20_000

/**
 * How far authority was used, rung by rung. What a rung could have given is what was owed on its cases, as far as it may sign that by
 * itself; what it signed on cases of another rung, or of another time, is told apart; authority that lies unused tells of fear, or of training that is missing.
 */
export const showAuthority = (
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const inForce = await desk.policies.inForce(tx)
    const filter = filterOf(desk, agent, asked, inForce)
    const rules = await remedyRules(tx)
    const { currency } = rules
    const owed = await owedByRung(tx, filter, most)
    const could = await couldGive(desk, tx, owed, currency)
    const given = await ledgerSums(tx, filter, 'rung', inForce.house.deskHours.zone, 500)
    const gave = (rung: string, sort: string) =>
      given.find((sum) => sum.key === rung && sum.sort === sort && sum.currency === currency)?.committed ?? 0
    const own = new Map((await signedOnOwn(tx, filter, currency)).map((sum) => [sum.rung, sum.committed]))
    const [spent] = await spentSoFar(tx, {
      person: null,
      authorities: [],
      currency,
      month: monthBegan(desk.now(), inForce.house.deskHours.zone).toString(),
      year: desk.now().toString(),
    })
    return {
      currency,
      from: filter.from,
      until: filter.until,
      rungs: inForce.house.ladder.map(({ id }) => ({
        rung: rungView(id, inForce),
        cases: owed.filter(({ rung }) => rung === id).reduce((sum, { cases }) => sum + cases, 0),
        could: could.get(id) ?? 0,
        gave: own.get(id) ?? 0,
        elsewhere: gave(id, 'entitlement') - (own.get(id) ?? 0),
        gestures: gave(id, 'gesture'),
      })),
      gestureBudget: { month: rules.gestureMonth, spent: spent?.sum ?? 0 },
    }
  })

async function couldGive(
  desk: Desk,
  tx: OrgTx,
  owed: readonly OwedRow[],
  currency: string,
): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>()
  for (const { policy, rung, what, up_to, cases } of owed) {
    const { house, compiled } = await desk.policies.version(tx, policy)
    const signing = { what, weighs: inMinorUnits(up_to, currency), currency }
    const alone = mostSigned(compiled, outcomeFacts(house.facts, {}), rung, signing) ?? 0
    sums.set(rung, (sums.get(rung) ?? 0) + alone * cases)
  }
  return sums
}
