import { isOpen } from '#domain/case/case.ts'
import { claimEnds } from '#domain/case/claim-ends.ts'
import { happened, type Actor, type CaseEvent } from '#domain/case/event.ts'
import { mayBecome, strengthOf, type Claim } from '#domain/claim/claim.ts'
import { reachSeen } from '#domain/reach/reach-seen.ts'
import { tellsFollowers } from '#domain/reach/tells-followers.ts'
import type { Life } from './a-life.ts'
import type { ClaimStep } from './any-history.ts'

const colleague: Actor = 'member:ann'

/** What a step makes of the claims of a case: nothing, where the desk would refuse it. */
export function ofClaim(life: Life, step: ClaimStep): CaseEvent[] {
  const { kase, now } = life
  switch (step.kind) {
    case 'claim':
      return isOpen(kase) ? madeOf(life, step) : []
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

/**
 * What they say, where they say it on this side; with a number in it, the colleague has seen how far the voice carries. So has
 * the twin's, who looked and was told nothing: two who differ in who is watching do not differ in what a colleague may do.
 */
function madeOf(life: Life, { says, about }: Extract<ClaimStep, { kind: 'claim' }>): CaseEvent[] {
  const made = said(life, about)
  const seen = tellsFollowers(made) && says.includes(true)
  return [
    ...(says[life.side] ? [made] : []),
    ...(seen ? reachSeen(life.kase, { by: colleague, hands: ['ann'] }, life.now) : []),
  ]
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
  if (fate === 'counted') {
    const claim = pick(kase.claims, which, ({ state }) => state === 'verified')
    return claim ? [happened('claim-counted', now, 'desk', { id: claim.id, followers: minutes * 100 })] : []
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
