import type { Case } from '../case/case.ts'
import { happened, type CaseEvent } from '../case/event.ts'
import { heightOf, type House } from '../case/house.ts'
import { mayGrantGesture } from '../reach/may-grant-gesture.ts'
import { whomToAsk } from './authority.ts'
import type { Asked, Remedy } from './remedy.ts'

/** What nobody has decided in time is asked of the next rung up, and where the ladder ends, there again: nothing is left lying. */
export const passedOn = (kase: Case, house: House, now: Temporal.Instant): CaseEvent[] =>
  (kase.remedies ?? []).flatMap((remedy): CaseEvent[] => {
    const { asked, state, id } = remedy
    if (state !== 'proposed' || !asked || Temporal.Instant.compare(asked.by, now) > 0) return []
    const { of, rung, by } = nextAsked(kase, remedy, asked, house, now)
    return [happened('remedy-passed-on', now, 'desk', { id, asked: { of, rung, by: by.toString() } })]
  })

function nextAsked(kase: Case, remedy: Remedy, before: Asked, house: House, now: Temporal.Instant): Asked {
  const { ladder } = house
  const place = Math.min(heightOf(house, before.rung) + 1, ladder.length - 1)
  const isBarred = (member: string) =>
    remedy.hands.includes(member) || (remedy.sort === 'gesture' && !mayGrantGesture(kase, member))
  const when = { now, spread: kase.number }
  return (
    whomToAsk(ladder.slice(place), () => true, isBarred, when) ??
    // Nobody is left above who may: whoever was asked is asked again.
    whomToAsk(
      ladder.slice(heightOf(house, before.rung)),
      () => true,
      (member) => remedy.hands.includes(member),
      when,
    ) ?? { ...before, by: now.add({ hours: 24 }) }
  )
}
