import { isOpen } from '#domain/case/case.ts'
import { claimEnds } from '#domain/case/claim-ends.ts'
import { happened, type Actor, type CaseEvent } from '#domain/case/event.ts'
import { mayBecome, strengthOf, type Claim } from '#domain/claim/claim.ts'
import type { Life } from './a-life.ts'
import type { ClaimStep } from './any-history.ts'

const colleague: Actor = 'member:ann'

/** What a step makes of the claims of a case: nothing, where the desk would refuse it. */
export function ofClaim(life: Life, step: ClaimStep): CaseEvent[] {
  const { kase, now } = life
  switch (step.kind) {
    case 'claim':
      return isOpen(kase) && step.says[life.side] ? [said(life, step.about)] : []
    case 'claim-code':
    case 'claim-link': {
      const claim = pick(kase.claims, step.which, ({ state }) => state === 'claimed')
      const until = now.add({ minutes: step.minutes + 1 }).toString()
      if (!claim) return []
      const { id } = claim
      const given = `given-${life.told.length}`
      return step.kind === 'claim-code'
        ? [happened('claim-code-issued', now, colleague, { id, code: given, until })]
        : [happened('claim-sign-in-offered', now, colleague, { id, link: given, until })]
    }
    case 'claim-found':
      return claimEnds(kase, found(life, step), life.house, now)
  }
}

function said(life: Life, about: Extract<ClaimStep, { kind: 'claim' }>['about']): CaseEvent {
  const { now, told } = life
  const { what: kind, followers, warns, minutes, ifSilent, countsMeanwhile } = about
  return happened('claim-made', now, colleague, {
    id: `claim-${told.length}`,
    kind,
    ...(kind === 'reach' && { followers }),
    ...(warns && { warns: true as const }),
    digest: 'd',
    decideBy: ifSilent === 'leave-open' ? null : now.add({ minutes: minutes + 1 }).toString(),
    countsMeanwhile,
    ifSilent,
  })
}

function found(
  life: Life,
  { fate, which, minutes }: Extract<ClaimStep, { kind: 'claim-found' }>,
): CaseEvent[] {
  const { kase, now } = life
  if (fate === 'elsewhere') {
    const claim = pick(kase.claims, which, ({ state }) => state === 'claimed')
    if (!claim) return []
    const type = minutes % 2 === 0 ? 'claim-code-elsewhere' : 'claim-sign-in-elsewhere'
    return [happened(type, now, 'desk', { id: claim.id })]
  }
  const claim = pick(kase.claims, which, (one) => mayBecome(one, fate))
  if (!claim) return []
  const { id } = claim
  switch (fate) {
    case 'verified': {
      const until = now.add({ minutes: minutes + 1 }).toString()
      const method = 'post'
      return [happened('claim-verified', now, 'desk', { id, method, strength: strengthOf(method), until })]
    }
    case 'refuted':
      return [happened('claim-refuted', now, 'desk', { id, because: 'look-alike' })]
    case 'withdrawn':
      return [happened('claim-withdrawn', now, colleague, { id })]
  }
}

function pick(claims: readonly Claim[], which: number, is: (claim: Claim) => boolean): Claim | undefined {
  const those = claims.filter(is)
  return those[which % those.length]
}
