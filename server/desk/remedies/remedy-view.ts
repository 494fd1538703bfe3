import type { z } from 'zod'
import type { RemedyView } from '#contract/remedies.ts'
import { isOpen, type Case } from '#domain/case/case.ts'
import { mayGrantGesture } from '#domain/reach/may-grant-gesture.ts'
import { awayNow } from '#domain/remedy/authority.ts'
import { judgeApproval, type Judging } from '#domain/remedy/judge-remedy.ts'
import { mayTurn, type Asked, type Remedy } from '#domain/remedy/remedy.ts'
import { Refusal } from '#domain/refusal.ts'
import { leads, type Agent } from '../command.ts'
import type { PolicyInForce } from '../desk.ts'
import { handsOf } from '../colleagues/hands.ts'
import { asHands } from './judging.ts'
import type { Names } from '../names.ts'

type View = z.input<typeof RemedyView>

/** What a remedy is shown by, beside itself. */
export type Shown = {
  kase: Case
  names: Names
  inForce: PolicyInForce
  reasons: ReadonlyMap<string, string>
  judging: Judging
}

/** A remedy as somebody sees it who may or may not sign it. */
export function remedyView(agent: Agent, remedy: Remedy, shown: Shown): View {
  const { kase, names, inForce, reasons } = shown
  const { id, sort, what, amount, currency, state, hands, asked, signed } = remedy
  return {
    id,
    caseId: kase.id,
    sort,
    what,
    amount,
    currency,
    state,
    proposedBy: names(hands[0] ?? ''),
    proposedAt: remedy.proposedAt.toString(),
    at: remedy.at.toString(),
    reason: reasons.get(id) ?? null,
    rule: ruleView(remedy.rule, inForce),
    asked: asked && askedView(asked, names, inForce, shown.judging.now),
    signed: signed && {
      by: names(signed.by),
      rung: rungView(signed.rung, inForce),
      instead: signed.of === signed.by ? null : names(signed.of),
    },
    may: whatMay(agent, remedy, shown),
  }
}

/** Who is asked to sign, and by when; while they are away, who signs for them. */
export function askedView(
  { of, rung, by }: Asked,
  names: Names,
  inForce: PolicyInForce,
  now: Temporal.Instant,
): NonNullable<View['asked']> {
  const away = awayNow(inForce.house.ladder, of, now)
  return {
    of: names(of),
    rung: rungView(rung, inForce),
    by: by.toString(),
    away: away && {
      until: away.until.toString(),
      standIn: away.standIn === null ? null : names(away.standIn),
    },
  }
}

/** A rung by its title; one that the policy no longer has, by its id. */
export const rungView = (
  id: string,
  { house }: Pick<PolicyInForce, 'house'>,
): { id: string; name: string } => ({
  id,
  name: house.ladder.find((rung) => rung.id === id)?.title ?? id,
})

/** The rule by which something is owed, with the principle it stands on where this version is the one that says so. */
export function ruleView(rule: Remedy['rule'], { version, policy }: PolicyInForce): View['rule'] {
  if (!rule) return null
  const table = version === rule.policy ? policy.tables.find(({ id }) => id === rule.table) : undefined
  return { ...rule, because: table?.rows.find(({ id }) => id === rule.row)?.because ?? null }
}

function whatMay(agent: Agent, remedy: Remedy, { kase, judging }: Shown): View['may'] {
  const hands = handsOf(agent)
  const isOwn = hands.some((hand) => remedy.hands.includes(hand))
  const isBlind = remedy.sort === 'entitlement' || hands.every((hand) => mayGrantGesture(kase, hand))
  const waits = remedy.state === 'proposed'
  return {
    approve: waits && isOpen(kase) && maySign(agent, remedy, judging),
    decline: waits && !isOwn && (leads(agent) || remedy.asked?.of === agent.handle),
    give: remedy.state === 'approved' && isBlind,
    withdraw: mayTurn(remedy, 'withdrawn') && (isOwn || leads(agent)),
    reverse: mayTurn(remedy, 'reversed') && leads(agent),
  }
}

function maySign(agent: Agent, remedy: Remedy, judging: Judging): boolean {
  try {
    judgeApproval(judging, remedy, asHands(agent))
    return true
  } catch (refusal) {
    if (refusal instanceof Refusal) return false
    throw refusal
  }
}
