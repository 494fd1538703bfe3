import { isOpen } from '#domain/case/case.ts'
import { happened, type Actor, type CaseEvent } from '#domain/case/event.ts'
import { factsAbout } from '#domain/case/facts-about.ts'
import { entitlementOf } from '#domain/remedy/entitlement.ts'
import {
  judgeApproval,
  judgeProposal,
  refuseWhoHasLooked,
  type Judging,
} from '#domain/remedy/judge-remedy.ts'
import { outcomeFacts } from '#domain/remedy/outcome-facts.ts'
import { mayTurn, type Remedy } from '#domain/remedy/remedy.ts'
import { Refusal } from '#domain/refusal.ts'
import { compiledOf } from './a-house.ts'
import type { Life } from './a-life.ts'
import type { RemedyStep } from './any-history.ts'

/** The caps of a desk at which histories are lived: low, so that they are met. */
export const caps = {
  currency: 'EUR',
  gestureMonth: null,
  gestureMemberMonth: null,
  gesturePerson: null,
  gestureCase: 3_000,
  owedMemberMonth: null,
  owedPersonAlone: null,
}

/** By what it is judged, in a history, whether something may be given. */
export function judgingIn({ kase, house, now }: Pick<Life, 'kase' | 'house' | 'now'>): Judging {
  const compiled = compiledOf(house.version)
  const facts = outcomeFacts(house.facts, factsAbout(kase, house.facts))
  const owed = entitlementOf(compiled, house.version, facts, caps.currency)
  const spent = { month: 0, person: { entitlement: 0, gesture: 0 }, byAuthority: {} }
  return { kase, house, compiled, facts, owed, rules: caps, spent, now }
}

/** What a step makes of the remedies of a case: nothing, where the desk would refuse it. */
export function ofRemedy(life: Life, step: RemedyStep): CaseEvent[] {
  try {
    return asked(life, step)
  } catch (refusal) {
    if (refusal instanceof Refusal) return []
    throw refusal
  }
}

function asked(life: Life, step: RemedyStep): CaseEvent[] {
  const { kase, house, now } = life
  const { who, which } = step
  const member = (who === null ? undefined : house.ladder[who]?.rota[0]?.who) ?? 'ann'
  const by: Actor = `member:${member}`
  const hands = { member, hands: [member] }
  if (step.kind === 'look-at-reach') return [happened('reach-opened', now, by, { person: 'p1' })]
  if (step.kind === 'propose') {
    if (!isOpen(kase)) return []
    const { sort, amount } = step
    const judging = judgingIn(life)
    const what = sort === 'gesture' ? 'gift' : judging.owed.what
    const wish = { sort, what, amount }
    const granted = judgeProposal(judging, wish, hands, { askOnly: which % 2 === 0 })
    const id = `remedy-${life.told.length}`
    const { weighs, currency, signed, asked: waits } = granted
    const proposed = happened('remedy-proposed', now, by, {
      id,
      ...wish,
      weighs,
      currency,
      rule: sort === 'gesture' ? null : judging.owed.rule,
      asked: waits && { of: waits.of, rung: waits.rung, by: waits.by.toString() },
      remark: 'r',
      digest: 'd',
    })
    return signed ? [proposed, happened('remedy-given', now, by, { id, signed })] : [proposed]
  }
  const remedy = pick(kase.remedies ?? [], which, (one) => mayTurn(one, step.to))
  if (!remedy) return []
  return [became(life, remedy, step.to, { by, hands })]
}

type Turn = Extract<RemedyStep, { kind: 'remedy' }>['to']

function became(
  life: Life,
  remedy: Remedy,
  to: Turn,
  { by, hands }: { by: Actor; hands: { member: string; hands: string[] } },
): CaseEvent {
  const { kase, now } = life
  const { id } = remedy
  switch (to) {
    case 'approved': {
      if (!isOpen(kase)) throw new Refusal('conflict', 'This case is closed.')
      return happened('remedy-approved', now, by, {
        id,
        signed: judgeApproval(judgingIn(life), remedy, hands),
      })
    }
    case 'given':
      if (remedy.state !== 'approved') throw new Refusal('conflict', 'Nobody has signed it.')
      if (remedy.sort === 'gesture') refuseWhoHasLooked(kase, hands)
      return happened('remedy-given', now, by, { id })
    case 'declined':
      return happened('remedy-declined', now, by, { id, remark: 'r', digest: 'd' })
    case 'withdrawn':
      return happened('remedy-withdrawn', now, by, { id })
    case 'reversed':
      return happened('remedy-reversed', now, by, { id, remark: 'r', digest: 'd' })
  }
}

function pick(
  remedies: readonly Remedy[],
  which: number,
  is: (remedy: Remedy) => boolean,
): Remedy | undefined {
  const those = remedies.filter(is)
  return those[which % those.length]
}
