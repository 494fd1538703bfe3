import { isAnsweredByHand } from '#domain/channel.ts'
import type { Step } from './any-history.ts'
import { ofClaim } from './what-is-claimed.ts'
import { ofRemedy } from './what-is-given.ts'
import { ofSettling } from './what-settles.ts'
import {
  born,
  later,
  newId,
  received,
  timeGoesBy,
  write,
  type Contact,
  type Life,
  type Written,
} from './a-life.ts'
import { applyEvent } from '#domain/case/apply-event.ts'
import { isOpen } from '#domain/case/case.ts'
import { isUntouched } from '#domain/case/is-untouched.ts'
import { contactFails } from '#domain/case/contact-fails.ts'
import { happened, type Actor, type CaseEvent } from '#domain/case/event.ts'
import { answersFor, heightOf, rungAbove, rungNamed } from '#domain/case/house.ts'
import { givenBack, givesBack } from '#domain/case/give-back.ts'
import { liveOn } from '#domain/case/live-on.ts'
import { notArrived, tookBack } from '#domain/case/not-arrived.ts'
import { offerTo } from '#domain/case/offer.ts'
import { isOwedToNobody } from '#domain/case/owed-to-nobody.ts'
import { longestRest } from '#domain/case/snooze.ts'
import { reachSeen } from '#domain/reach/reach-seen.ts'
import { tellsFollowers } from '#domain/reach/tells-followers.ts'
import { staysCase } from '#domain/case/stays-case.ts'
import { takesOver } from '#domain/case/takes-over.ts'

const colleague: Actor = 'member:ann'
const words = { remark: 'r', digest: 'd' }

/** What happens to the case, and what was written to the other case of a merge. */
type Happening = { here: CaseEvent[]; aside?: Written[] }

const nothing: Happening = { here: [] }
const here = (...events: CaseEvent[]): Happening => ({ here: events })

/** What a step makes of the case at this moment: nothing, where the desk would refuse it. */
export function whatHappens(life: Life, step: Exclude<Step, { kind: 'time' }>): Happening {
  const { kase, now } = life
  const open = isOpen(kase)
  // It never was a case: nothing is done to it any more.
  if (kase.state === 'taken-back') return nothing
  switch (step.kind) {
    case 'customer-writes':
      return customerWrites(life, step)
    case 'claim':
    case 'claim-code':
    case 'claim-link':
    case 'claim-found':
      return here(...ofClaim(life, step))
    case 'propose':
    case 'remedy':
    case 'look-at-reach':
      return here(...ofRemedy(life, step))
    case 'reply':
      return reply(life, step)
    case 'delivery':
      return delivered(life, step)
    case 'doubt': {
      const doubted = pick(
        life.replies.filter(({ state }) => state === 'in-doubt'),
        step.which,
      )
      if (!doubted) return nothing
      doubted.state = step.fate === 'repeated' ? 'queued' : 'sent'
      doubted.hasBegun = true
      const type = step.fate === 'repeated' ? 'reply-repeated' : 'reply-arrived'
      return here(happened(type, now, colleague, { message: doubted.id }))
    }
    case 'bounce': {
      const gone = pick(
        life.replies.filter(({ state }) => state === 'sent' || state === 'in-doubt'),
        step.which,
      )
      if (!gone) return nothing
      gone.state = 'refused'
      return {
        here: notArrived(
          kase,
          happened('reply-refused', now, 'desk', { message: gone.id, because: 'bounced' }),
        ),
      }
    }
    case 'withdraw-reply':
      return tookBackReply(life, step.which)
    case 'withdraw-promise': {
      const slip = pick(
        kase.deadlines.filter(
          ({ kind, state, setAt }) =>
            kind === 'promise' && state === 'running' && setAt.until(now).total('seconds') <= 60,
        ),
        step.which,
      )
      return slip ? here(happened('promise-withdrawn', now, colleague, { id: slip.id })) : nothing
    }
    case 'withdraw-escalation': {
      const { offer } = kase
      if (!open || offer?.trigger !== 'person') return nothing
      return here(happened('escalation-withdrawn', now, colleague, { id: offer.id }))
    }
    case 'facts':
      return open ? here(...entered(life, step)) : nothing
    case 'promise': {
      if (!open) return nothing
      const dueAt = now.add({ minutes: step.minutes }).toString()
      const id = `${kase.id}.${kase.counted + 1}`
      return here(happened('promise-given', now, colleague, { id, giver: 'ann', dueAt, ...words }))
    }
    case 'snooze': {
      const rest = open ? longestRest(kase) : null
      const until = now.add({ minutes: step.minutes })
      if (!rest || 'never' in rest || Temporal.Instant.compare(until, rest.until) > 0) return nothing
      return here(happened('case-snoozed', now, colleague, { until: until.toString(), ...words }))
    }
    case 'wake':
      return kase.snooze ? here(happened('case-woken', now, colleague, { because: 'colleague' })) : nothing
    case 'room': {
      if (!open) return nothing
      const room = newId(life)
      const until = now.add({ hours: 24 }).toString()
      return here(
        happened('room-offered', now, colleague, { room, message: newId(life), needs: 'handle', until }),
        happened('room-link-wanted', now, 'desk', { room }),
        happened('room-entered', now, 'desk', { room, shown: 'post' }),
        happened('room-closed', now, colleague, { room }),
      )
    }
    case 'keep-promise': {
      const standing = kase.deadlines.filter(
        ({ kind, state, dueAt }) =>
          kind === 'promise' && state === 'running' && Temporal.Instant.compare(dueAt, now) >= 0,
      )
      const promised = pick(standing, step.which)
      return promised ? here(happened('promise-kept', now, colleague, { id: promised.id })) : nothing
    }
    case 'pass-promise-on': {
      const running = kase.deadlines.filter(({ kind, state }) => kind === 'promise' && state === 'running')
      const promised = pick(running, step.which)
      if (!promised) return nothing
      return here(happened('promise-passed-on', now, colleague, { id: promised.id, from: 'ann', to: 'bo' }))
    }
    case 'escalate':
      return escalated(life, step)
    case 'accept': {
      const { offer } = kase
      if (!open || !offer) return nothing
      const accepted = happened('escalation-accepted', now, colleague, { id: offer.id })
      return step.by === null || step.by === offer.to
        ? here(accepted)
        : here(accepted, happened('owner-assigned', now, colleague, { owner: step.by, rung: offer.rung }))
    }
    case 'decline':
      return declined(life)
    case 'return':
      return returned(life)
    case 'assign':
      return open
        ? here(happened('owner-assigned', now, colleague, { owner: step.to, rung: kase.rung }))
        : nothing
    case 'deed':
    case 'word':
    case 'try-call':
    case 'resolve':
      return here(...ofSettling(life, step, newId(life)))
    case 'reopen':
      return kase.state === 'closed'
        ? here(happened('case-reopened', now, colleague, { because: 'colleague' }))
        : nothing
    case 'merge':
      return isOwedToNobody(kase) ? nothing : merged(life, step)
    case 'undo-merge':
      return unmerged(life)
    case 'take-back':
      return takenBack(life)
    case 'withdraw-failure': {
      const failure = pick(
        kase.failureChain.filter(({ reason }) => reason === 'came-back' || reason === 'reopened'),
        step.which,
      )
      return failure ? here(happened('failure-withdrawn', now, colleague, { about: failure.about })) : nothing
    }
    case 'page': {
      const page = newId(life)
      const called = happened('page-sent', now, 'desk', { page, to: 'kim', rung: kase.rung, round: 1 })
      return open
        ? here(
            called,
            happened('page-unanswered', now, 'desk', { page }),
            happened('page-answered', now, colleague, { page }),
          )
        : nothing
    }
    case 'examine':
      return open ? here(happened('evidence-examined', now, colleague, { message: newId(life) })) : nothing
    case 'sign': {
      const id = newId(life)
      return here(
        happened('signing-asked', now, colleague, { id, signer: 'kim', digest: 'd' }),
        happened('signing-edited', now, colleague, { id, digest: 'd' }),
        happened('signing-approved', now, 'member:kim', { id, digest: 'd' }),
        happened('signing-ended', now, 'member:kim', { id, because: 'declined' }),
      )
    }
    case 'note':
      return here(happened('note-written', now, colleague, { message: newId(life), digest: 'd' }))
    case 'erase':
      return kase.person ? here(happened('person-erased', now, colleague, { person: kase.person })) : nothing
    case 'forget':
      return kase.state === 'closed'
        ? here(happened('words-erased', now, 'desk', { because: 'retention' }))
        : nothing
    case 'policy':
      return open ? here(happened('policy-changed', now, colleague, { policy: step.version })) : nothing
  }
}

function customerWrites(life: Life, contact: Contact): Happening {
  const { kase, now } = life
  // A merged case passes its messages on, and somebody who was erased is a stranger now.
  if (kase.state === 'merged' || kase.person === null) return nothing
  const message = newId(life)
  const events: CaseEvent[] = []
  if (kase.state === 'closed')
    events.push(happened('case-reopened', now, 'customer', { because: 'customer-wrote' }))
  events.push(received(life, contact, message))
  if (Object.keys(contact.facts).length > 0)
    events.push(happened('facts-entered', now, 'desk', { facts: { ...contact.facts } }))
  const reason = kase.state === 'closed' ? 'reopened' : 'came-back'
  if (contactFails(kase, contact.channel, now.subtract({ minutes: contact.minutesAgo })))
    events.push(happened('contact-failed', now, 'desk', { reason, about: message }))
  return here(...events)
}

function reply(life: Life, { asks, isApology = false, does }: Extract<Step, { kind: 'reply' }>): Happening {
  const { kase, now } = life
  const byHand = isAnsweredByHand(kase.channel)
  if (!isOpen(kase) || (!byHand && kase.account === null)) return nothing
  const id = newId(life)
  life.replies.push({ id, state: byHand ? 'sent' : 'queued', writtenAt: now, hasBegun: byHand })
  const { account, connection } = kase
  const reference = { message: id, account, connection, isPublic: false, digest: 'd' }
  const written = happened('reply-written', now, colleague, {
    ...reference,
    asks: asks && does !== 'only-invites',
    byHand,
    ...(does === 'only-invites' && { onlyInvites: true as const }),
    ...(does === 'asks-settled' && { asksSettled: true as const }),
    ...(does === 'refuses' && { refuses: 'not-upheld' as const }),
    ...(isApology && { judged: { by: 'apology/2', apologyOnly: true, missing: ['owner', 'act', 'date'] } }),
  })
  return byHand ? here(written, happened('reply-sent', now, 'desk', { message: id })) : here(written)
}

function tookBackReply(life: Life, which: number): Happening {
  const { kase, now } = life
  const waiting = pick(
    life.replies.filter(({ state, hasBegun }) => state === 'queued' && !hasBegun),
    which,
  )
  if (!waiting || !kase.onTheWay.some(({ message }) => message === waiting.id)) return nothing
  waiting.state = 'withdrawn'
  return { here: tookBack(kase, happened('reply-withdrawn', now, colleague, { message: waiting.id })) }
}

function delivered(life: Life, { fate, which, secondsAgo }: Extract<Step, { kind: 'delivery' }>): Happening {
  const { kase, now } = life
  const waiting = pick(
    life.replies.filter(({ state }) => state === 'queued'),
    which,
  )
  if (!waiting) return nothing
  const { id: message, writtenAt } = waiting
  waiting.state = fate
  if (fate === 'refused')
    return { here: notArrived(kase, happened('reply-refused', now, 'desk', { message, because: 'refused' })) }
  if (fate === 'in-doubt')
    return { here: notArrived(kase, happened('reply-in-doubt', now, 'desk', { message })) }
  // It is written down a little after it happened.
  return here(
    happened('reply-sent', later(writtenAt, now.subtract({ seconds: secondsAgo })), 'desk', { message }),
  )
}

function escalated({ kase, house, now }: Life, step: Extract<Step, { kind: 'escalate' }>): Happening {
  if (!isOpen(kase)) return nothing
  const { offer } = kase
  const rung = step.rung === null ? rungAbove(house, offer?.rung ?? kase.rung) : house.ladder[step.rung]
  if (!rung || (offer && heightOf(house, rung.id) < heightOf(house, offer.rung))) return nothing
  const withdrawn: CaseEvent[] = offer
    ? [happened('escalation-withdrawn', now, colleague, { id: offer.id })]
    : []
  const asked = step.to === null ? {} : { to: step.to }
  const before = withdrawn.reduce(applyEvent, kase)
  return here(
    ...withdrawn,
    offerTo(before, rung, house, now, { trigger: 'person', by: colleague, ...asked, ...words }),
  )
}

/** Its item was a slip; or, where the desk lets a colleague say so, it is no complaint. */
function takenBack({ kase, now }: Life): Happening {
  if (!isUntouched(kase)) return nothing
  const reason = staysCase(kase) === null ? { because: 'spam' as const } : {}
  return here(happened('case-taken-back', now, colleague, { item: 'i1', ...reason }))
}

function declined({ kase, house, now }: Life): Happening {
  const { offer } = kase
  if (!offer) return nothing
  const above = rungAbove(house, offer.rung)
  const isDemanded = offer.trigger !== 'person'
  if (isDemanded && !above) return nothing
  const said = happened('escalation-declined', now, colleague, { id: offer.id, ...words })
  return isDemanded && above
    ? here(said, offerTo(applyEvent(kase, said), above, house, now, { trigger: 'declined', by: 'desk' }))
    : here(said)
}

function returned({ kase, house, now }: Life): Happening {
  const { taken, duties } = kase
  if (!isOpen(kase) || !taken) return nothing
  if (duties && heightOf(house, duties.rung) > heightOf(house, taken.fromRung)) return nothing
  const owner = taken.from || answersFor(rungNamed(house, taken.fromRung), now, kase.number)
  return here(happened('case-returned', now, colleague, { owner, rung: taken.fromRung, ...words }))
}

function merged(life: Life, step: Extract<Step, { kind: 'merge' }>): Happening {
  const { kase, house, now } = life
  if (!isOpen(kase) || life.taken) return nothing
  const { kase: other, told } = anotherCase(life, step)
  const gone = liveOn(other, [happened('merged-into', now, colleague, { case: kase.id })], house, now)
  life.taken = { kase: gone.kase, told: [...told, ...gone.events] }
  return { here: [takesOver(other, now, colleague)], aside: [{ ...gone, before: other, house, now }] }
}

/**
 * What a colleague read out of the case; with how many follow them, they have seen how far the voice carries. So has the twin's,
 * who looked and entered something else: two who differ in who is watching do not differ in what a colleague may do.
 */
function entered({ kase, now, side }: Life, { matter, seen }: Extract<Step, { kind: 'facts' }>): CaseEvent[] {
  const [mine, twins] = [seen[side], seen[side === 0 ? 1 : 0]].map((watching) =>
    happened('facts-entered', now, colleague, { facts: { ...matter, ...watching } }),
  )
  if (!mine || !twins) return []
  const seer = { by: colleague, hands: ['ann'] }
  return tellsFollowers(mine) || tellsFollowers(twins) ? [mine, ...reachSeen(kase, seer, now)] : [mine]
}

/** Another case of the same person, which came some hours ago. */
function anotherCase(life: Life, { hours, answer, isGrave }: Extract<Step, { kind: 'merge' }>): Life {
  const { house, now, side } = life
  const facts: Contact['facts'] = isGrave ? { harm: 'safety' } : {}
  const opening: Contact = { channel: 'email', minutesAgo: 0, isPublic: [false, false], facts }
  const plan = { startMinute: 0, version: house.version, opening, steps: [] } as const
  const { life: other } = born({ ...plan, steps: [] }, side, now.subtract({ hours }))
  other.kase = { ...other.kase, id: `other-${newId(life)}` }
  const byHand: Life = { ...other, kase: { ...other.kase, channel: 'phone' } }
  if (answer !== 'none') write(other, reply(byHand, { kind: 'reply', asks: answer === 'question' }).here)
  for (const _ of timeGoesBy(other, { minutes: hours * 60, clockRings: true }));
  return other
}

function unmerged(life: Life): Happening {
  const { taken, now, house } = life
  // Nobody could tell which of the two a doubt belongs to.
  if (!taken || !isOpen(life.kase) || life.kase.inDoubt.length > 0) return nothing
  const undoing = { house, now, by: colleague }
  const back = givenBack(taken.kase, taken.told, undoing, life.kase)
  const { kase, events } = liveOn(taken.kase, back, house, now)
  life.taken = null
  return {
    here: givesBack(life.kase, life.told, kase.id, undoing),
    aside: [{ before: taken.kase, kase, events, house, now }],
  }
}

const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length]
