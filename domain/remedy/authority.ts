import { addWorkingTime } from '../deadline/working-time.ts'
import type { CompiledPolicy } from '../policy/compile.ts'
import { codeOf } from '../policy/fact.ts'
import { hasLeft, type Absence, type Ladder, type Rung } from '../policy/ladder.ts'
import { maySign } from '../policy/may-sign.ts'
import { nextOnDuty, onDuty } from '../policy/rota.ts'
import { asPolicyWrites } from './money.ts'
import type { OutcomeFacts } from './outcome-facts.ts'
import type { Asked, Remedy, Signed } from './remedy.ts'

/** What somebody would sign. */
export type Signing = Pick<Remedy, 'what' | 'weighs' | 'currency'>

/**
 * By whose authority somebody may sign, their own first: that of the highest rung on whose rota they stand (who stands on none
 * has the lowest one's), and, while they stand in for somebody who is away, that one's own. What was lent is lent no further, and
 * ends by itself with the absence.
 */
export function authoritiesOf(ladder: Ladder, member: string, now: Temporal.Instant): Signed[] {
  const lowest = ladder[0]
  if (!lowest || hasLeft(lowest, member)) return []
  const own = { rung: (rungOf(ladder, member) ?? lowest).id, of: member }
  const lent = lowest.absences.filter((absence) => isLent(absence, member, now))
  return [
    own,
    ...lent.flatMap(({ who }): Signed[] => {
      const rung = hasLeft(lowest, who) ? undefined : rungOf(ladder, who)
      return rung ? [{ rung: rung.id, of: who }] : []
    }),
  ]
}

const rungOf = (ladder: Ladder, member: string): Rung | undefined =>
  ladder.findLast(({ rota }) => rota.some(({ who }) => who === member))

const isLent = ({ standIn, from, until }: Absence, member: string, now: Temporal.Instant) =>
  standIn === member && Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(now, until) < 0

/** While a colleague is away: until when, and who signs by their authority meanwhile. Null for who is here, or has left us. */
export function awayNow(
  [lowest]: Ladder,
  member: string,
  now: Temporal.Instant,
): { until: Temporal.Instant; standIn: string | null } | null {
  if (!lowest || hasLeft(lowest, member)) return null
  const away = lowest.absences.find(
    ({ who, from, until }) =>
      who === member && Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(now, until) < 0,
  )
  return away ? { until: away.until, standIn: away.standIn } : null
}

/** Whether policy lets a rung sign this by itself. What its table of authority knows nothing of, it lets nobody sign. */
export function maySignAs(
  compiled: CompiledPolicy,
  { known }: OutcomeFacts,
  rung: string,
  { what, weighs, currency }: Signing,
): boolean {
  const asked = { signer: rung, giving: what, amount: asPolicyWrites(weighs, currency) }
  const isKnown = Object.entries(asked).every(([name, value]) => {
    const fact = compiled.policy.facts.find((one) => one.name === name)
    return !fact || codeOf(value, fact.domain) !== null
  })
  return isKnown && maySign(compiled, known, asked)
}

/** The most that a rung may sign by itself, of one kind and up to a bound: found by halving, as more is never signed lower. */
export function mostSigned(
  compiled: CompiledPolicy,
  facts: OutcomeFacts,
  rung: string,
  { what, weighs: bound, currency }: Signing,
): number | null {
  const may = (weighs: number) => maySignAs(compiled, facts, rung, { what, weighs, currency })
  if (may(bound)) return bound
  if (!may(0)) return null
  let [low, high] = [0, bound]
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2)
    if (may(middle)) low = middle
    else high = middle
  }
  return low
}

/** Who can be asked to sign: the lowest rung that may and has somebody for it, and by when they decide. */
export function whomToAsk(
  ladder: Ladder,
  may: (rung: string) => boolean,
  isBarred: (member: string) => boolean,
  { now, spread }: { now: Temporal.Instant; spread: number },
): Asked | null {
  for (const rung of ladder) {
    if (!may(rung.id)) continue
    const there = signersOn(rung, now)
      .map((members) => members.filter((member) => !isBarred(member)))
      .find((members) => members.length > 0)
    if (!there) continue
    const of = there[Math.abs(Math.trunc(spread)) % there.length]
    if (of !== undefined) return { of, rung: rung.id, by: addWorkingTime(now, rung.acceptWithin, rung.hours) }
  }
  return null
}

/**
 * Who signs for a rung at a moment: whoever is on duty. While nobody is, those who come on duty next, stand-ins among them; and
 * where none of these may, anybody on its rota who is still with us.
 */
function signersOn(rung: Rung, now: Temporal.Instant): string[][] {
  const there = onDuty(rung, now)
  if (there.length > 0) return [there]
  const all = rung.rota.map(({ who }) => who).filter((who) => !hasLeft(rung, who))
  return all.length === 0 ? [] : [onDuty(rung, nextOnDuty(rung, now).from), [...new Set(all)]]
}
