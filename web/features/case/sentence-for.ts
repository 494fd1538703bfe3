import { isChannel } from '#domain/channel.ts'
import type { EventData, EventType } from '#domain/case/event.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { isClockKind, kindWords } from '#web/marks/kind-words.ts'
import { severityWord } from '#web/marks/SeverityMark.tsx'
import { factWords, valueWords } from './fact-words.ts'
import type { Names } from './names.ts'

/** An event as the timeline gets it. */
export type TimelineEvent = { type: string; by: string; data: Readonly<Record<string, unknown>> }

type Telling = { names: Names; who: string; byDesk: boolean }
type Sentences = { [T in EventType]: (data: EventData[T], telling: Telling) => string }

/** An event that this version of the desk knows, with the data of its type. */
type Known<T extends EventType = EventType> = {
  [K in T]: { type: K; by: string; data: EventData[K] }
}[T]

/** What happened, as a plain sentence to a colleague. */
export function sentenceFor(event: TimelineEvent, names: Names): string {
  const { type, by } = event
  if (!isKnown(event)) return `${names.actor(by)}: ${type.replaceAll('-', ' ')}.`
  return tell(event, { names, who: names.actor(by), byDesk: by === 'desk' })
}

/** The contract gives an event's data by its type's name; the server wrote it as the data of that type. */
const isKnown = (event: TimelineEvent): event is TimelineEvent & Known => Object.hasOwn(sentences, event.type)

const tell = <T extends EventType>(event: Known<T>, telling: Telling): string =>
  sentences[event.type](event.data, telling)

const sentences: Sentences = {
  'case-opened': ({ number, channel, owner, rung, splitFrom }, { names }) =>
    `${splitFrom ? `Case ${number} split off from ${names.case(splitFrom)}` : `Case ${number} opened by ${wayIn(channel)}`}. ${capital(names.member(owner))} ${has(names.member(owner))} it, ${names.rung(rung)}.`,
  'message-received': ({ channel, isPublic }, { who }) =>
    `${who} wrote${isPublic ? ' in public' : ''} by ${wayIn(channel)}.`,
  'contact-failed': ({ reason, about }) => `failed contact: ${failureWords(reason, about)}.`,
  'failure-withdrawn': (_, { who, byDesk }) =>
    byDesk ? 'Not a failure after all: it had been done in time.' : `${who}: that contact was no failure.`,
  'facts-entered': ({ facts }, { who }) => `${who} entered ${factsWords(facts)}.`,
  'duties-changed': ({ duties }, { names }) =>
    `Policy was asked: ${severityWord(duties.severity).toLowerCase()}, at least ${names.rung(duties.rung)}.`,
  'day-passed': ({ days }) => `Open for ${days} days now, so the policy was asked again.`,
  'policy-changed': ({ policy }) => `Version ${policy} of the policy holds for this case from now on.`,
  'deadline-set': ({ kind, dueAt }, { names }) => `${kindWords(kind)}: owed by ${names.when(dueAt)}.`,
  'deadline-moved': ({ id, dueAt }, { names }) => `${dateName(id)}: brought forward to ${names.when(dueAt)}.`,
  'deadline-near': ({ id }) => `${dateName(id)}: the date is near.`,
  'deadline-met': ({ id }) => `${dateName(id)}: kept.`,
  'deadline-missed': ({ id }) => `${dateName(id)}: not kept, the date went by.`,
  'deadline-withdrawn': ({ id }) => `${dateName(id)}: no longer owed.`,
  'deadlines-paused': () => 'The clocks of our action rest while the customer is asked.',
  'deadlines-resumed': (_, { byDesk }) =>
    byDesk ? 'No answer came in time. It is our turn again.' : 'The answer came. The clocks run again.',
  'promise-given': ({ giver, dueAt }, { names, who }) => {
    const name = names.member(giver)
    const forWhom = who === name || who === capital(name) ? '' : ` for ${name}`
    return `${who} promised${forWhom}, by ${names.when(dueAt)}`
  },
  'promise-kept': (_, { who, byDesk }) => (byDesk ? 'The promise is kept.' : `${who}: the promise is kept.`),
  'promise-broken': () => 'A promise was not kept.',
  'escalation-offered': ({ rung, to, trigger, acceptBy }, { names, who }) =>
    `${offerWords[trigger](who)} ${names.rung(rung)}, to ${names.member(to)}, to be answered by ${names.when(acceptBy)}`,
  'escalation-accepted': (_, { who }) => `${who} accepted and ${has(who)} the case now.`,
  'escalation-declined': (_, { who }) => `${who} declined`,
  'escalation-timed-out': () => 'The offer was not answered in time; it goes one rung up.',
  'escalation-withdrawn': () => 'The offer was withdrawn; a higher rung is asked.',
  'escalation-landed': () => 'The ladder ends here: nobody is left to ask, so the case is theirs.',
  'case-returned': ({ owner, rung }, { names, who }) =>
    `${who} gave it back to ${names.member(owner)}, ${names.rung(rung)}`,
  'owner-assigned': ({ owner }, { names, who }) =>
    capital(names.member(owner)) === who
      ? `${who} took the case.`
      : `${who} gave the case to ${names.member(owner)}.`,
  'reply-written': ({ isPublic, asks, byHand }, { who }) =>
    `${who} wrote a ${isPublic ? 'public' : 'private'} reply${byHand ? ', to be given by hand' : ''}${asks ? ', which asks the customer something' : ''}.`,
  'reply-sent': () => 'The reply was sent.',
  'reply-refused': ({ because }) => `The reply was refused: ${because}`,
  'reply-in-doubt': () => 'Whether the reply arrived is in doubt. Somebody has to find out.',
  'reply-repeated': (_, { who }) => `${who} sent the reply again, the same letter under the same id.`,
  'reply-arrived': (_, { who }) => `${who} found out that the reply had arrived.`,
  'note-written': (_, { who }) => `${who} wrote a note.`,
  'case-resolved': ({ decision, settledBy }, { who }) =>
    `${who} closed it: ${decisionWords[decision]}, ${settledBy === 'customer' ? 'settled by the customer’s word' : 'settled by our word'}`,
  'case-reopened': ({ because }, { who }) => reopenedWords[because](who),
  'case-linked': ({ case: other, because, state }, { names }) =>
    `${state === 'confirmed' ? 'Linked with' : 'Perhaps belongs with'} ${names.case(other)}: ${because.replaceAll('-', ' ')}.`,
  'case-unlinked': ({ case: other }, { names, who }) =>
    `${who}: this and ${names.case(other)} do not belong together.`,
  'merged-into': ({ case: other }, { names, who }) => `${who} let ${names.case(other)} take this one over.`,
  'took-over': ({ case: other }, { names, who }) =>
    `${who} took ${names.case(other)} over, with its history.`,
  'merge-undone': ({ case: other }, { names, who }) => `${who} gave ${names.case(other)} back.`,
  'items-split-off': ({ case: other, items }, { names, who }) =>
    `${who} split ${items.length === 1 ? 'one message' : `${items.length} messages`} off into ${names.case(other)}.`,
  'person-changed': (_, { who }) => `${who} corrected whose case this is.`,
  'person-erased': (_, { who }) =>
    `${who} erased the person: their words are gone, what was done stays provable.`,
  'breach-found': ({ breach }) => `The desk’s own audit found it ${breachWords[breach]}.`,
  'breach-mended': ({ breach }) => `The desk mended it: it is no longer ${breachWords[breach]}.`,
}

const offerWords = {
  policy: () => 'Policy offered it to',
  'timed-out': () => 'Nobody answered, so it was offered to',
  declined: () => 'It was declined, so it was offered to',
  person: (who: string) => `${who} offered it to`,
  audit: () => 'The desk’s own audit offered it to',
} satisfies Record<EventData['escalation-offered']['trigger'], (who: string) => string>

const reopenedWords = {
  'customer-wrote': () => 'Opened again: the customer wrote.',
  colleague: (who: string) => `${who} opened it again.`,
  'reply-failed': () => 'Opened again: a reply did not surely arrive.',
  unmerged: () => 'Opened again: it was given back by the case that had taken it over.',
} satisfies Record<EventData['case-reopened']['because'], (who: string) => string>

const breachWords = {
  ownerless: 'without an owner',
  clockless: 'without a running clock',
  'fold-differs': 'at odds with its own history',
  'chain-broken': 'with a broken history',
} satisfies Record<EventData['breach-found']['breach'], string>

/** A decision, in words. */
export const decisionWords = {
  upheld: 'upheld',
  'partly-upheld': 'partly upheld',
  'not-upheld': 'not upheld',
  'out-of-scope': 'out of scope',
} satisfies Record<EventData['case-resolved']['decision'], string>

/** What did not settle it, without adverbs. */
export function failureWords(reason: string, about: string): string {
  switch (reason) {
    case 'not-settled':
      return 'the call did not settle it'
    case 'came-back':
      return 'it came back, so our last answer did not settle it'
    case 'date-missed':
      return `the date for “${dateName(about)}” went by`
    case 'promise-broken':
      return 'what was promised was not done'
    case 'reopened':
      return 'a closed case had to be opened again'
    default:
      return reason.replaceAll('-', ' ')
  }
}

/** A date is named by its kind and a number, such as `act-by.4`; an offer's by the offer. */
function dateName(id: string): string {
  const [kind = ''] = id.split('.')
  if (id.endsWith('.accept')) return kindWords('accept-by')
  return isClockKind(kind) ? kindWords(kind) : kindWords('promise')
}

const factsWords = (facts: Record<string, FactValue>) =>
  Object.entries(facts)
    .map(
      ([name, value]) =>
        `${factWords(name).toLowerCase()} ${value === null ? 'not known' : valueWords(value)}`,
    )
    .join(', ')

const wayIn = (channel: string) => {
  const word = isChannel(channel) ? channelWord(channel) : 'another way'
  return word === 'SMS' ? word : word.toLowerCase()
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const has = (who: string) => (/^you$/i.test(who) ? 'have' : 'has')
