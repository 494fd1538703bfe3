import type { z } from 'zod'
import type { CardView } from '#contract/card.ts'
import type { Case } from '#domain/case/case.ts'
import { factsAbout } from '#domain/case/facts-about.ts'
import { answersFor, standsOn, type House } from '#domain/case/house.ts'
import { readCase } from '#domain/case/read-case.ts'
import { maySign } from '#domain/policy/may-sign.ts'
import { listedCase } from '#server/store/case-list.ts'
import { channelsOfMessages } from '#server/store/cards.ts'
import type { OrgTx } from '#server/store/database.ts'
import { promisesOn } from '#server/store/promises-given.ts'
import { caseRow, namedRung } from './case-row.ts'
import type { Agent } from '../command.ts'
import type { Desk, PolicyInForce } from '../desk.ts'
import { namesOf, type Names } from '../names.ts'
import { remedyRules } from '../remedies/judging.ts'
import { promisesOnCard, rungAfter } from './on-card.ts'

type InFront = NonNullable<z.input<typeof CardView>['front']>

/** A case as one needs it while somebody speaks: what failed, what is promised, what may be done, who comes next. */
export async function caseInFront(desk: Desk, tx: OrgTx, agent: Agent, id: string): Promise<InFront | null> {
  const row = await listedCase(tx, id)
  if (!row) return null
  const kase = readCase(row.fold)
  const inForce = await desk.policies.version(tx, kase.policy)
  const { house } = inForce
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
    ...owedOn(kase, inForce, agent, (await remedyRules(tx)).currency),
    answerIn: kase.duties?.conduct.answerIn ?? 'same-way',
    ladder: house.ladder.map(({ id: rung, title }) => ({ id: rung, name: title })),
    offeredRung: kase.offer && namedRung(house, kase.offer.rung),
    next: nextUp(kase, house, desk.now(), names),
  }
}

/** What policy owes here, and whether this colleague may sign it: by the highest rung that they stand on. */
function owedOn(
  kase: Case,
  { house, compiled }: PolicyInForce,
  { handle }: Agent,
  currency: string,
): Pick<InFront, 'owed' | 'yours' | 'signer'> {
  const { remedy, upTo } = kase.duties?.entitlement ?? { remedy: 'apology', upTo: 0 }
  const facts = factsAbout(kase, house.facts)
  const signs = (signer: string) => maySign(compiled, facts, { signer, giving: remedy, amount: upTo })
  const stands = house.ladder.findLast((rung) => standsOn(rung, handle))
  const yours = stands !== undefined && signs(stands.id)
  const signer = yours ? undefined : house.ladder.find(({ id }) => signs(id))
  return {
    owed: { remedy, upTo, currency },
    yours,
    signer: signer ? { id: signer.id, name: signer.title } : null,
  }
}

/** The rung above where the case stands, or is offered to, and who is on duty there. */
function nextUp(kase: Case, house: House, now: Temporal.Instant, names: Names): InFront['next'] {
  const above = rungAfter(kase, house)
  return above
    ? { rung: { id: above.id, name: above.title }, person: names(answersFor(above, now, kase.number)) }
    : null
}
