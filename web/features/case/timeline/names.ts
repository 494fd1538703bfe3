import type { z } from 'zod'
import type { CaseView, EventView } from '#contract/case-view.ts'
import { amountWords } from '#web/marks/amount-words.ts'
import { remedyName } from '#web/marks/remedy-words.ts'
import { momentWords } from '#web/ui/time-words.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'

/** How a timeline calls whatever its events name by an id. */
export type Names = {
  /** Whoever did it: `You`, `Ines Carvalho`, `Ruth Adeyemi`, `The desk`. */
  actor(by: string): string
  /** A colleague inside a sentence: `you`, `Ines Carvalho`. */
  member(handle: string): string
  /** Whether a handle, or an actor, is whoever looks. */
  isMe(handle: string): boolean
  rung(id: string): string
  case(id: string): string
  when(instant: string): string
  /** By which way a contact came; nothing where the message is not shown. */
  cameBy(message: string): string | undefined
  /** Why the desk withdrew an offer; nothing where what happened with it is not shown. */
  whyWithdrawn(offer: string): 'higher' | 'settled' | 'closed' | 'merged' | undefined
  /** Which remedy is meant, where there was more than one; nothing where there was not. */
  remedy(id: string): string | undefined
  /** Whether the person was erased in that moment. */
  erasedAt(at: string | undefined): boolean
}

type Events = readonly Pick<z.output<typeof EventView>, 'caseId' | 'at' | 'type' | 'data'>[]

type Known = {
  kase: Pick<z.output<typeof CaseView>, 'person' | 'ladder' | 'links' | 'tookOver' | 'owner' | 'offer'> & {
    messages?: readonly { id: string; channel: string }[]
    events?: Events
  }
  members: readonly { id: string; name: string }[]
  me: string | undefined
  now: Temporal.Instant
}

/** The names of one case's timeline, as the person who looks at it would say them. */
export function namesFor({ kase, members, me, now }: Known): Names {
  const people = new Map(
    [...members, kase.owner, ...(kase.offer ? [kase.offer.to, kase.offer.from] : [])].map((one) => [
      one.id,
      one.name,
    ]),
  )
  const cases = new Map([
    ...kase.tookOver.map(({ id, number }) => [id, number] as const),
    ...kase.links.flatMap(({ caseId, caseNumber }) =>
      caseId && caseNumber ? [[caseId, caseNumber] as const] : [],
    ),
  ])
  const isMe = (handle: string) => me !== undefined && (handle === me || handle === `member:${me}`)
  const member = (handle: string) => (isMe(handle) ? say('you') : (people.get(handle) ?? handle))
  return {
    member,
    isMe,
    actor(by) {
      if (by === 'customer') return kase.person?.name ?? say('The customer')
      if (!by.startsWith('member:')) return say('The desk')
      const handle = by.slice('member:'.length)
      return isMe(handle) ? say('You') : member(handle)
    },
    rung: (id) => heard(kase.ladder.find((rung) => rung.id === id)?.title ?? id),
    case: (id) => {
      const number = cases.get(id)
      return number === undefined ? say('another case') : say('case {number}', { number: String(number) })
    },
    cameBy: (message) => kase.messages?.find(({ id }) => id === message)?.channel,
    whyWithdrawn: (offer) => whyWithdrawn(offer, kase.events ?? []),
    remedy: (id) => remedyMeant(id, kase.events ?? []),
    erasedAt: (at) => (kase.events ?? []).some((event) => event.type === 'person-erased' && event.at === at),
    when: (instant) => momentWords(Temporal.Instant.from(instant), now),
  }
}

function remedyMeant(id: string, events: Events): string | undefined {
  const asked = events.filter(({ type }) => type === 'remedy-proposed')
  const meant = asked.find(({ data }) => data['id'] === id)?.data
  if (!meant || asked.length < 2) return undefined
  const what = remedyName(String(meant['what']))
  const { amount, currency } = meant
  return typeof amount === 'number' && typeof currency === 'string'
    ? say('{what}, {amount}', { what, amount: amountWords(amount, currency) })
    : what
}

/** An offer that says no reason is withdrawn in the moment in which its case closes, is taken over, or is offered to a higher rung. */
function whyWithdrawn(offer: string, events: Events): ReturnType<Names['whyWithdrawn']> {
  const withdrawn = events.find(({ type, data }) => type === 'escalation-withdrawn' && data['id'] === offer)
  if (!withdrawn) return undefined
  if (withdrawn.data['because'] === 'settled') return 'settled'
  const beside = new Set(
    events
      .filter(({ caseId, at }) => caseId === withdrawn.caseId && at === withdrawn.at)
      .map(({ type }) => type),
  )
  if (beside.has('case-resolved')) return 'closed'
  if (beside.has('merged-into')) return 'merged'
  if (beside.has('case-taken-back')) return 'closed'
  return beside.has('escalation-offered') ? 'higher' : undefined
}
