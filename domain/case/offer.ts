import type { Rung } from '../policy/ladder.ts'
import { addWorkingTime } from '../deadline/working-time.ts'
import type { Case, Offer } from './case.ts'
import { happened, type Actor, type Axis, type Trigger } from './event.ts'
import { answersFor, heightOf, type House } from './house.ts'

type Why = {
  trigger: Trigger
  by: Actor
  /** Whom to ask, where somebody was chosen; else whoever is on duty. */
  to?: string
  remark?: string
  digest?: string
}

/** Offers the case to a rung: a named person is asked, and has until `acceptBy`, counted in the rung's own hours. */
export function offerTo(kase: Case, rung: Rung, house: House, now: Temporal.Instant, why: Why) {
  const acceptBy = addWorkingTime(now, rung.acceptWithin, rung.hours)
  return happened('escalation-offered', now, why.by, {
    id: `${kase.id}.${kase.counted + 1}`,
    from: kase.owner,
    rung: rung.id,
    to: why.to ?? answersFor(rung, now, kase.number),
    axis: axisOf(house, kase.rung, rung.id),
    trigger: why.trigger,
    acceptBy: acceptBy.toString(),
    policy: house.version,
    ...(why.remark !== undefined && why.digest !== undefined && { remark: why.remark, digest: why.digest }),
  })
}

const axisOf = (house: House, from: string, to: string): Axis =>
  heightOf(house, to) > heightOf(house, from) ? 'hierarchical' : 'lateral'

/**
 * What becomes of an open offer when somebody is given the case by hand. Whom it asks has it now, on the rung that asked for
 * them: it is taken. What a colleague asked for is settled by the gift and ends. What policy demands stands, whoever owns the
 * case meanwhile: else a gift from hand to hand would put off its date.
 */
export function offerOnAssigning(
  { offer }: Pick<Case, 'offer'>,
  owner: string,
): 'none' | 'taken' | 'ends' | 'stands' {
  if (!offer) return 'none'
  if (offer.to === owner) return 'taken'
  return offer.trigger === 'person' ? 'ends' : 'stands'
}

type Heard = Pick<Case, 'word' | 'danger' | 'facts'>

/** Since when its customer calls a case settled that is no danger to anybody: by then nobody above has anything left to do. */
export function settledSince({ word, danger, facts }: Heard): Temporal.Instant | undefined {
  const isDanger = danger !== undefined || facts['harm'] === 'safety'
  return word?.says === 'settled' && !isDanger ? word.at : undefined
}

/** Whether an offer was made before the customer called the case settled. One by which a fault of the desk is mended stands. */
export function isOvertaken(
  heard: Heard,
  { trigger, offeredAt }: Pick<Offer, 'trigger' | 'offeredAt'>,
): boolean {
  const settled = settledSince(heard)
  return settled !== undefined && trigger !== 'audit' && Temporal.Instant.compare(offeredAt, settled) <= 0
}
