import type { z } from 'zod'
import type { CardView } from '#contract/card.ts'
import type { Case } from '#domain/case/case.ts'
import { answersFor, type House } from '#domain/case/house.ts'
import { readCase } from '#domain/case/read-case.ts'
import { listedCase } from '#server/store/case-list.ts'
import { channelsOfMessages } from '#server/store/cards.ts'
import type { OrgTx } from '#server/store/database.ts'
import { promisesOn } from '#server/store/promises-given.ts'
import { caseRow, namedRung } from './case-row.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { namesOf, type Names } from '../names.ts'
import { owedOnCard } from '../remedies/owed-on-card.ts'
import { promisesOnCard, rungAfter } from './on-card.ts'

type InFront = NonNullable<z.input<typeof CardView>['front']>

/** A case as one needs it while somebody speaks: what failed, what is promised, what may be done, who comes next. */
export async function caseInFront(desk: Desk, tx: OrgTx, agent: Agent, id: string): Promise<InFront | null> {
  const row = await listedCase(tx, id)
  if (!row) return null
  const kase = readCase(row.fold)
  const { house } = await desk.policies.versionFor(tx, kase.policy, { caseId: kase.id })
  const names = await namesOf(tx)
  const about = kase.failureChain.map((failure) => failure.about)
  const channels = new Map(
    (await channelsOfMessages(tx, about)).map((message) => [message.id, message.channel]),
  )
  return {
    ...caseRow(row, house),
    failureChain: kase.failureChain.map((failure) => ({
      at: failure.at.toString(),
      reason: failure.reason,
      about: failure.about,
      channel: channels.get(failure.about) ?? null,
    })),
    promises: promisesOnCard(kase, await promisesOn(tx, [kase.id, ...kase.tookOver])),
    broken: kase.missed,
    ...(await owedOnCard(desk, tx, kase, agent)),
    answerIn: kase.duties?.conduct.answerIn ?? 'same-way',
    ladder: house.ladder.map(({ id: rung, title }) => ({ id: rung, name: title })),
    offeredRung: kase.offer && namedRung(house, kase.offer.rung),
    next: nextUp(kase, house, desk.now(), names),
  }
}

/** The rung above where the case stands, or is offered to, and who is on duty there. */
function nextUp(kase: Case, house: House, now: Temporal.Instant, names: Names): InFront['next'] {
  const above = rungAfter(kase, house)
  return above
    ? { rung: { id: above.id, name: above.title }, person: names(answersFor(above, now, kase.number)) }
    : null
}
