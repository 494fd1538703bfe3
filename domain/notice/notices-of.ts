import type { Case } from '../case/case.ts'
import type { CaseEvent } from '../case/event.ts'
import type { Notice, NoticeKind } from './notice.ts'

/** What has to be known beside the event: the case as it is now, and who gave a promise. */
type Known = {
  kase: Case
  /** Whoever gave the promise that a date is of; null for any other date. */
  giver: (promise: string) => string | null
}

/**
 * Whom an event is worth telling, and of what. Nobody is told of what they did themselves. A case that comes in is
 * nobody's notice: the queue shows it, and what is dangerous about it is paged.
 */
export function noticesOf(event: CaseEvent, known: Known): Notice[] {
  return asked(event, known).filter(({ member }) => member !== '' && event.by !== `member:${member}`)
}

function asked(event: CaseEvent, { kase, giver }: Known): Notice[] {
  const { number, owner } = kase
  const one = (kind: NoticeKind, member: string, of: string): Notice[] => [
    { member, kind, about: { number, of } },
  ]
  switch (event.type) {
    case 'escalation-offered': {
      const { id, to, acceptBy } = event.data
      return [{ member: to, kind: 'offered', about: { number, of: id, dueAt: acceptBy } }]
    }
    case 'escalation-landed':
      return one('assigned', owner, event.data.id)
    case 'owner-assigned':
    case 'case-returned':
      return one('assigned', event.data.owner, event.data.owner)
    case 'deadline-near':
      return near(kase, event.data.id, giver)
    case 'deadline-missed':
      return one('date-missed', owner, event.data.id).map((notice) => withDate(notice, kase))
    case 'promise-broken':
      return [...new Set([giver(event.data.id) ?? owner, owner])]
        .flatMap((member) => one('date-missed', member, event.data.id))
        .map((notice) => withDate(notice, kase))
    case 'note-written':
      return (event.data.mentions ?? []).flatMap((member) => one('mentioned', member, event.data.message))
    case 'message-received':
      return one('customer-wrote', owner, event.data.message)
    case 'danger-proposed':
      return one('danger', owner, event.data.message)
    case 'facts-entered':
      return event.data.facts['harm'] === 'safety' ? one('danger', owner, kase.id) : []
    case 'signing-asked':
      return one('approval', event.data.signer, event.data.id)
    case 'remedy-proposed':
    case 'remedy-passed-on':
      return one('approval', event.data.asked?.of ?? '', event.data.id)
    default:
      return []
  }
}

function near(kase: Case, id: string, giver: Known['giver']): Notice[] {
  const clock = kase.deadlines.find((deadline) => deadline.id === id)?.kind
  if (clock === undefined) return []
  const by = clock === 'promise' ? giver(id) : null
  const member = by ?? (clock === 'accept-by' ? (kase.offer?.to ?? '') : kase.owner)
  const notice: Notice = {
    member,
    kind: clock === 'promise' ? 'promise-near' : 'date-near',
    about: { number: kase.number, of: id },
  }
  return [withDate(notice, kase)]
}

function withDate(notice: Notice, { deadlines }: Case): Notice {
  const date = deadlines.find(({ id }) => id === notice.about.of)
  return date
    ? { ...notice, about: { ...notice.about, clock: date.kind, dueAt: date.dueAt.toString() } }
    : notice
}
