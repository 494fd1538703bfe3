import type { z } from 'zod'
import type { showRemedies as showing, weighRemedy as weighing } from '#contract/remedies.ts'
import type { Case } from '#domain/case/case.ts'
import { readCase } from '#domain/case/read-case.ts'
import { mayGrantGesture } from '#domain/reach/may-grant-gesture.ts'
import { kindsOf } from '#domain/remedy/entitlement.ts'
import { judgeProposal, leftOwed, mostAlone, type Judging } from '#domain/remedy/judge-remedy.ts'
import { committed } from '#domain/remedy/remedy.ts'
import { Refusal } from '#domain/refusal.ts'
import { listedCase } from '#server/store/case-list.ts'
import type { OrgTx } from '#server/store/database.ts'
import { reasonsOf } from '#server/store/remedies.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { handsOf } from '../colleagues/hands.ts'
import { asHands, judgingOf } from './judging.ts'
import { namesOf } from '../names.ts'
import { askedView, remedyView, ruleView } from './remedy-view.ts'
import { refuseUnseen } from '../cases/seen.ts'

/** What policy owes on a case and why, what was given, and what this colleague may give. */
export const showRemedies = (
  desk: Desk,
  agent: Agent,
  { caseId }: z.output<typeof showing.input>,
): Promise<z.input<typeof showing.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const kase = await caseSeen(tx, agent, caseId)
    const judging = await judgingOf(desk, tx, kase, agent)
    const inForce = await desk.policies.version(tx, kase.policy)
    const remedies = kase.remedies ?? []
    const words = await reasonsOf(
      tx,
      remedies.map(({ id }) => id),
    )
    const reasons = new Map(words.map(({ id, body }) => [id, body]))
    const names = await namesOf(tx)
    const { what, upTo, currency, rule } = judging.owed
    return {
      currency,
      owed: {
        what,
        upTo,
        left: leftOwed(judging),
        rule: ruleView(rule, inForce),
        ifDanger: judging.ifDanger ?? false,
        alone: mostAlone(judging, asHands(agent)),
      },
      gestures: {
        kinds: [...kindsOf(judging.compiled)],
        left: gesturesLeft(judging),
        isBarred: !handsOf(agent).every((hand) => mayGrantGesture(kase, hand)),
      },
      remedies: remedies.map((remedy) =>
        remedyView(agent, remedy, { kase, names, inForce, reasons, judging }),
      ),
    }
  })

/** Who would sign a remedy. Nothing is written down. */
export const weighRemedy = (
  desk: Desk,
  agent: Agent,
  { caseId, sort, what, amount }: z.output<typeof weighing.input>,
): Promise<z.input<typeof weighing.output>> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const kase = await caseSeen(tx, agent, caseId)
    const judging = await judgingOf(desk, tx, kase, agent)
    const inForce = await desk.policies.version(tx, kase.policy)
    const names = await namesOf(tx)
    try {
      const { signed, asked } = judgeProposal(judging, { sort, what, amount: amount ?? null }, asHands(agent))
      return {
        alone: signed !== null,
        asked: asked && askedView(asked, names, inForce, judging.now),
        refused: null,
      }
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      return { alone: false, asked: null, refused: refusal.message }
    }
  })

async function caseSeen(tx: OrgTx, agent: Agent, caseId: string): Promise<Case> {
  const row = await listedCase(tx, caseId)
  if (!row) throw new Refusal('not-found', 'There is no such case.')
  await refuseUnseen(tx, agent, caseId)
  return readCase(row.fold)
}

/** What gestures may still come to on a case: the least that any cap leaves. */
function gesturesLeft({ kase, rules, spent }: Judging): number | null {
  const onCase = committed(kase.remedies ?? [], 'gesture', rules.currency)
  const caps: readonly { most: number | null; sum: number }[] = [
    { most: rules.gestureCase, sum: onCase },
    { most: rules.gesturePerson, sum: spent.person.gesture },
    { most: rules.gestureMonth, sum: spent.month },
  ]
  const left = caps.flatMap(({ most, sum }) => (most === null ? [] : [most - sum]))
  return left.length === 0 ? null : Math.max(0, Math.min(...left))
}
