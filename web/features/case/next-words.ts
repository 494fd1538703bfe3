import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { firstName, nextStep } from '#web/marks/next-step.ts'
import { owedNow } from '#web/marks/owed-now.ts'
import { say } from '#web/words/say.ts'

type View = z.output<typeof CaseView>
type Situation = Pick<
  View,
  'state' | 'turn' | 'person' | 'nextDue' | 'offeredTo' | 'meanwhile' | 'offer' | 'owner' | 'deadlines'
> &
  Partial<Pick<View, 'stage'>>

/**
 * What comes next, to whoever looks. While somebody else is asked to take the case, what there is to do does not wait for
 * them: beside it stands who has the case until then, and by when the other has to say so.
 */
export function nextWords(
  kase: Situation,
  me: string | undefined,
  when: (at: string) => string,
): { what: string; who: string | null } {
  const { state, offer, owner } = kase
  const owed = owedNow(kase.deadlines).find(({ kind }) => kind !== 'accept-by' && kind !== 'sign-by')
  const isAsked = offer !== null && offer.to.id === me
  if (state !== 'open' || isAsked) return { what: nextStep(kase, me), who: null }
  const what = nextStep({ ...kase, nextDue: owed ?? kase.nextDue }, me)
  if (!offer) return { what, who: null }
  if (offer.to.id === owner.id) {
    const asked = { owner: firstName(owner.name), moment: when(offer.acceptBy) }
    return { what, who: say('{owner} has it, and is asked to accept it by {moment}.', asked) }
  }
  const who = say(
    '{isMine, select, yes {You have it} other {{owner} has it}} until {other} accepts, by {moment}.',
    {
      isMine: owner.id === me ? 'yes' : 'no',
      owner: firstName(owner.name),
      other: firstName(offer.to.name),
      moment: when(offer.acceptBy),
    },
  )
  return { what, who }
}
