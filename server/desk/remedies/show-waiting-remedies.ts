import type { z } from 'zod'
import type { listWaitingRemedies as contract } from '#contract/remedies.ts'
import { mayGrantGesture } from '#domain/reach/may-grant-gesture.ts'
import { authoritiesOf } from '#domain/remedy/authority.ts'
import { readRemedy } from '#domain/remedy/read-remedy.ts'
import { reasonsOf, remediesWaiting } from '#server/store/remedies.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { handsOf } from '../colleagues/hands.ts'
import { namesOf } from '../names.ts'
import { askedView } from './remedy-view.ts'
import { seenAmong } from '../cases/seen.ts'

type Answer = z.input<typeof contract.output>

/** Remedies that wait for a signature: of this colleague, with what they decide for whom they stand in, or of anybody. */
export const showWaitingRemedies = (
  desk: Desk,
  agent: Agent,
  { of }: z.output<typeof contract.input>,
): Promise<Answer> =>
  desk.db.withOrg(agent.org, async (tx) => {
    const inForce = await desk.policies.inForce(tx)
    const mine = authoritiesOf(inForce.house.ladder, agent.handle, desk.now()).map((one) => one.of)
    const rows = await remediesWaiting(tx, of === 'me' ? [...new Set([agent.handle, ...mine])] : null, 200)
    const seen = await seenAmong(
      tx,
      agent,
      rows.map(({ case_id }) => case_id),
    )
    const names = await namesOf(tx)
    const words = await reasonsOf(
      tx,
      rows.map(({ id }) => id),
    )
    const reasons = new Map(words.map(({ id, body }) => [id, body]))
    const waiting = rows.flatMap((row): Answer['waiting'] => {
      const saved = row.remedies.find(({ id }) => id === row.id)
      if (!saved || !seen.has(row.case_id)) return []
      const { id, sort, what, amount, currency, hands, asked, proposedAt } = readRemedy(saved)
      if (!asked) return []
      const isOwn = handsOf(agent).some((hand) => hands.includes(hand))
      const kase = { reachOpenedBy: row.looked ?? [] }
      return [
        {
          id,
          caseId: row.case_id,
          number: row.number,
          subject: row.subject ?? '',
          sort,
          what,
          amount,
          currency,
          proposedBy: names(hands[0] ?? ''),
          proposedAt: proposedAt.toString(),
          reason: reasons.get(id) ?? null,
          asked: askedView(asked, names, inForce, desk.now()),
          isBarred:
            isOwn || (sort === 'gesture' && !handsOf(agent).every((hand) => mayGrantGesture(kase, hand))),
        },
      ]
    })
    return { waiting }
  })
