import type { Case } from './case.ts'
import { answersFor, rungAbove, rungNamed, type House } from './house.ts'
import { hasLeft, type Rung } from '../policy/ladder.ts'

/** Somebody who is asked to look afresh, on the rung whose answer is disputed. */
type FreshEyes = { rung: Rung; to: string }

/**
 * Who looks again where the customer disputes what the top of the ladder says, or hears nothing from there: somebody else
 * of that rung, or else of the nearest below, who neither has the case nor has said no to it. Nothing where somebody stands
 * above, or where nobody else is left: a desk of one.
 */
export function freshEyes(kase: Case, house: House, now: Temporal.Instant): FreshEyes | undefined {
  const { disputed, owner, sayersOfNo = [], number } = kase
  if (!disputed || rungAbove(house, disputed.rung)) return undefined
  const isFresh = (who: string) => who !== owner && !sayersOfNo.includes(`member:${who}`)
  const found = house.ladder.toReversed().flatMap((rung) => {
    const others = { ...rung, rota: rung.rota.filter(({ who }) => isFresh(who) && !hasLeft(rung, who)) }
    const to = others.rota.length === 0 ? undefined : answersFor(others, now, number)
    return to !== undefined && isFresh(to) ? [to] : []
  })
  const [to] = found
  return to === undefined ? undefined : { rung: rungNamed(house, disputed.rung), to }
}
