import { isChannel } from '#domain/channel.ts'
import type { EventData, EventType } from '#domain/case/event.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { becauseWords } from '#web/marks/because-words.ts'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { kindWords } from '#web/marks/kind-words.ts'
import { withCurrency } from '#web/marks/money-facts.ts'
import { severityWord } from '#web/marks/SeverityMark.tsx'
import { inSentence } from '#web/ui/in-sentence.ts'
import { say } from '#web/words/say.ts'
import { claimSentences } from './claim-sentences.ts'
import { signingSentences } from './signing-sentences.ts'
import { dangerSentences } from './danger-sentences.ts'
import { breachWords, decisionWords } from './decision-words.ts'
import { evidenceWords } from '#web/marks/evidence-words.ts'
import { factInSentence, valueWords } from '../facts/fact-words.ts'
import { dateName, failureWords, withdrawnSentence } from '#web/marks/failure-words.ts'
import type { Names } from './names.ts'
import { groundWords, settlingSentences } from './settling-sentences.ts'
import { pageSentences } from './page-sentences.ts'
import { remedySentences } from './remedy-sentences.ts'
import { roomSentences } from './room-sentences.ts'
import { wokenSentence } from './woken-sentence.ts'

/** An event as the timeline gets it. */
export type TimelineEvent = {
  type: string
  by: string
  at?: string
  data: Readonly<Record<string, unknown>>
}

/** Whose doing it was: a sentence is built otherwise for oneself than for somebody else. */
type Telling = { names: Names; who: string; by: 'you' | 'desk' | 'one'; at: string | undefined }
type Sentences = { [T in EventType]: (data: EventData[T], telling: Telling) => string }

/** An event that this version of the desk knows, with the data of its type. */
type Known<T extends EventType = EventType> = {
  [K in T]: { type: K; by: string; data: EventData[K] }
}[T]

/** What happened, as a plain sentence to a colleague. */
export function sentenceFor(event: TimelineEvent, names: Names): string {
  const { type, by, at } = event
  const who = names.actor(by)
  if (!isKnown(event)) return say('{who}: {what}.', { who, what: type.replaceAll('-', ' ') })
  return tell(event, { names, who, by: by === 'desk' ? 'desk' : names.isMe(by) ? 'you' : 'one', at })
}

/** The contract gives an event's data by its type's name; the server wrote it as the data of that type. */
const isKnown = (event: TimelineEvent): event is TimelineEvent & Known => Object.hasOwn(sentences, event.type)

const tell = <T extends EventType>(event: Known<T>, telling: Telling): string =>
  sentences[event.type](event.data, telling)

const sentences: Sentences = {
  ...claimSentences,
  ...dangerSentences,
  ...settlingSentences,
  ...pageSentences,
  ...remedySentences,
  ...signingSentences,
  ...roomSentences,
  'case-opened': ({ number, channel, owner, rung, splitFrom }, { names }) =>
    say(
      '{origin, select, split {Case {number} split off from {other}.} other {Case {number} opened by {way}.}} {isYou, select, yes {You have it, {rung}.} other {{owner} has it, {rung}.}}',
      {
        origin: splitFrom ? 'split' : 'way',
        number: String(number),
        other: splitFrom ? names.case(splitFrom) : '',
        way: wayIn(channel),
        isYou: yesNo(names.isMe(owner)),
        owner: names.member(owner),
        rung: names.rung(rung),
      },
    ),
  'message-received': ({ channel, isPublic }, { who }) =>
    isPublic
      ? say('{who} wrote in public by {way}.', { who, way: wayIn(channel) })
      : say('{who} wrote by {way}.', { who, way: wayIn(channel) }),
  'contact-failed': ({ reason, about }, { names }) =>
    say('Failed contact: {what}.', { what: failureWords(reason, about, names.cameBy(about)) }),
  'failure-withdrawn': ({ about }, telling) => withdrawnSentence(about, telling),
  'facts-entered': ({ facts }, { who, by }) =>
    say('{by, select, you {You entered {facts}.} other {{who} entered {facts}.}}', {
      by,
      who,
      facts: factsWords(facts),
    }),
  'duties-changed': ({ duties }, { names }) =>
    say('Policy was asked: {severity}, at least {rung}.', {
      severity: inSentence(severityWord(duties.severity)),
      rung: names.rung(duties.rung),
    }),
  'day-passed': ({ days }) =>
    say('Open for {days, plural, one {# day} other {# days}} now, so the policy was asked again.', { days }),
  'policy-changed': ({ policy }) =>
    say('Version {policy} of the policy holds for this case from now on.', { policy: String(policy) }),
  'deadline-set': ({ kind, dueAt }, { names }) =>
    say('{date}: owed by {when}.', { date: kindWords(kind), when: names.when(dueAt) }),
  'deadline-moved': ({ id, dueAt }, { names }) =>
    say('{date}: brought forward to {when}.', { date: dateName(id), when: names.when(dueAt) }),
  'deadline-near': ({ id }) => say('{date}: the date is near.', { date: dateName(id) }),
  'deadline-met': ({ id }) => say('{date}: kept.', { date: dateName(id) }),
  'deadline-missed': ({ id }) => say('{date}: not kept, the date went by.', { date: dateName(id) }),
  'deadline-withdrawn': ({ id }, { names, at }) =>
    names.erasedAt(at)
      ? say('{date}: no longer owed, because the person was erased.', { date: dateName(id) })
      : say('{date}: no longer owed.', { date: dateName(id) }),
  'deadlines-paused': () => say('The clocks of our action rest while the customer is asked.'),
  'deadlines-resumed': (_, { names, by, at }) =>
    names.erasedAt(at)
      ? say('The person was erased: nobody waits for an answer of theirs any more.')
      : by === 'desk'
        ? say('No answer came in time. It is our turn again.')
        : say('The answer came. The clocks run again.'),
  'promise-given': ({ giver, dueAt }, { names, who, by }) => {
    const when = names.when(dueAt)
    const isOwn = names.member(giver) === who || (by === 'you' && names.isMe(giver))
    if (isOwn)
      return say('{by, select, you {You promised, by {when}} other {{who} promised, by {when}}}', {
        by,
        who,
        when,
      })
    return say(
      '{by, select, you {You promised for {giver}, by {when}} other {{isYou, select, yes {{who} promised for you, by {when}} other {{who} promised for {giver}, by {when}}}}}',
      { by, who, when, giver: names.member(giver), isYou: yesNo(names.isMe(giver)) },
    )
  },
  'promise-kept': (_, { who, by }) =>
    by === 'desk' ? say('The promise is kept.') : say('{who}: the promise is kept.', { who }),
  'promise-broken': () => say('A promise was not kept.'),
  'promise-withdrawn': (_, { who, by }) =>
    say(
      '{by, select, you {You took a promise back: it was a slip.} other {{who} took a promise back: it was a slip.}}',
      {
        by,
        who,
      },
    ),
  'promise-passed-on': ({ from, to }, { names, who, by }) =>
    say(
      '{by, select, you {You gave what {from} had promised to {to}.} other {{who} gave what {from} had promised to {to}.}}',
      { by, who, from: names.member(from), to: names.member(to) },
    ),
  'escalation-offered': (data, telling) => offerSentence(data, telling),
  'escalation-accepted': (_, { who, by }) =>
    say(
      '{by, select, you {You accepted and have the case now.} other {{who} accepted and has the case now.}}',
      {
        by,
        who,
      },
    ),
  'escalation-declined': (_, { who, by }) =>
    say('{by, select, you {You declined} other {{who} declined}}', { by, who }),
  'escalation-timed-out': () => say('The offer was not answered in time; it goes one rung up.'),
  'escalation-withdrawn': ({ id }, { names, who, by }) =>
    by === 'desk'
      ? say(
          'The offer was withdrawn{why, select, higher {; a higher rung is asked} settled {: the customer says that it is settled} closed {: the case was closed} merged {: another case took this one over} other {}}.',
          { why: names.whyWithdrawn(id) ?? 'other' },
        )
      : say('{by, select, you {You took the offer back.} other {{who} took the offer back.}}', { by, who }),
  'escalation-landed': () => say('The ladder ends here: nobody is left to ask, so the case is theirs.'),
  'case-returned': ({ owner, rung }, { names, who, by }) =>
    say(
      '{by, select, you {You gave it back to {owner}, {rung}} other {{isYou, select, yes {{who} gave it back to you, {rung}} other {{who} gave it back to {owner}, {rung}}}}}',
      { by, who, owner: names.member(owner), isYou: yesNo(names.isMe(owner)), rung: names.rung(rung) },
    ),
  'owner-assigned': ({ owner }, { names, who, by }) => {
    const isOwn = names.member(owner) === who || (by === 'you' && names.isMe(owner))
    if (isOwn) return say('{by, select, you {You took the case.} other {{who} took the case.}}', { by, who })
    return say(
      '{by, select, you {You gave the case to {owner}.} other {{isYou, select, yes {{who} gave the case to you.} other {{who} gave the case to {owner}.}}}}',
      { by, who, owner: names.member(owner), isYou: yesNo(names.isMe(owner)) },
    )
  },
  'reply-written': ({ isPublic, asks, byHand }, { who, by }) =>
    say(
      '{by, select, you {You} other {{who}}} wrote a {reach, select, public {public} other {private}} reply{byHand, select, yes {, to be given by hand} other {}}{asks, select, yes {, which asks the customer something} other {}}.',
      { by, who, reach: isPublic ? 'public' : 'private', byHand: yesNo(byHand), asks: yesNo(asks) },
    ),
  'reply-sent': () => say('The reply was sent.'),
  'reply-refused': ({ because }) => say('The reply was refused: {because}', { because }),
  'reply-in-doubt': () => say('Whether the reply arrived is in doubt. Somebody has to find out.'),
  'reply-repeated': (_, { who, by }) =>
    say(
      '{by, select, you {You sent the reply again, the same letter under the same id.} other {{who} sent the reply again, the same letter under the same id.}}',
      { by, who },
    ),
  'reply-withdrawn': (_, { who, by }) =>
    say(
      '{by, select, you {You took back a reply before it was sent.} other {{who} took back a reply before it was sent.}}',
      { by, who },
    ),
  'reply-arrived': (_, { who, by }) =>
    say(
      '{by, select, you {You found out that the reply had arrived.} other {{who} found out that the reply had arrived.}}',
      { by, who },
    ),
  'note-written': (_, { who, by }) =>
    say('{by, select, you {You wrote a note.} other {{who} wrote a note.}}', { by, who }),
  'case-snoozed': ({ until }, { names, who, by }) =>
    say('{by, select, you {You let it rest until {when}.} other {{who} let it rest until {when}.}}', {
      by,
      who,
      when: names.when(until),
    }),
  'case-woken': ({ because }, telling) => wokenSentence(because, telling),
  'case-resolved': ({ decision, restsOn, unanswered }, { who, by }) =>
    say(
      '{by, select, you {You closed it} other {{who} closed it}}: {decision}, {ground}{unanswered, select, yes {; nothing was sent to the customer since they last wrote} other {}}',
      {
        by,
        who,
        decision: decisionWords(decision),
        ground: groundWords(restsOn),
        unanswered: yesNo(unanswered === true),
      },
    ),
  'case-reopened': ({ because }, { who, by }) => reopenedSentence(because, { who, by }),
  'case-taken-back': ({ because }, { who, by }) =>
    because === undefined
      ? say(
          '{by, select, you {You took it back: it never was a case, and nothing had come of it.} other {{who} took it back: it never was a case, and nothing had come of it.}}',
          { by, who },
        )
      : say(
          '{by, select, you {You set it aside as no complaint: {because}.} other {{who} set it aside as no complaint: {because}.}}',
          { by, who, because: becauseWords(because) },
        ),
  'case-linked': ({ case: other, because, state }, { names }) =>
    state === 'confirmed'
      ? say('Linked with {other}: {because}.', { other: names.case(other), because: evidenceWords(because) })
      : say('Perhaps belongs with {other}: {because}.', {
          other: names.case(other),
          because: evidenceWords(because),
        }),
  'case-unlinked': ({ case: other }, { names, who }) =>
    say('{who}: this and {other} do not belong together.', { who, other: names.case(other) }),
  'merged-into': ({ case: other }, { names, who, by }) =>
    say(
      '{by, select, you {You let {other} take this one over.} other {{who} let {other} take this one over.}}',
      {
        by,
        who,
        other: names.case(other),
      },
    ),
  'took-over': ({ case: other }, { names, who, by }) =>
    say(
      '{by, select, you {You took {other} over, with its history.} other {{who} took {other} over, with its history.}}',
      { by, who, other: names.case(other) },
    ),
  'merge-undone': ({ case: other }, { names, who, by }) =>
    say('{by, select, you {You gave {other} back.} other {{who} gave {other} back.}}', {
      by,
      who,
      other: names.case(other),
    }),
  'items-split-off': ({ case: other, items }, { names, who, by }) =>
    say(
      '{by, select, you {You} other {{who}}} split {count, plural, one {one message} other {# messages}} off into {other}.',
      { by, who, count: items.length, other: names.case(other) },
    ),
  'person-described': (_, { who, by }) =>
    say(
      '{by, select, you {You entered what is good to know about the person.} other {{who} entered what is good to know about the person.}}',
      { by, who },
    ),
  'reach-opened': (_, { who, by }) =>
    say(
      '{by, select, you {You have seen how far their voice carries, and can grant no gesture here any more.} other {{who} has seen how far their voice carries, and can grant no gesture here any more.}}',
      { by, who },
    ),
  'person-changed': (_, { who, by }) =>
    say('{by, select, you {You corrected whose case this is.} other {{who} corrected whose case this is.}}', {
      by,
      who,
    }),
  'person-erased': (_, { who, by }) =>
    say(
      '{by, select, you {You erased the person: their words are erased, what was done stays provable.} other {{who} erased the person: their words are erased, what was done stays provable.}}',
      { by, who },
    ),
  'post-edited': (_, { who }) => say('{who} changed the post.', { who }),
  'post-deleted': (_, { who }) =>
    say('{who} deleted the post. Its words are gone here as well; the case goes on.', { who }),
  'words-erased': () =>
    say('What was said here was erased by the rule for keeping. What was done stays provable.'),
  'breach-found': ({ breach }) =>
    say('The desk’s own audit found it {breach}.', { breach: breachWords(breach) }),
  'breach-mended': ({ breach }) =>
    say('The desk mended it: it is no longer {breach}.', { breach: breachWords(breach) }),
}

function offerSentence(
  { trigger, rung, to, acceptBy }: EventData['escalation-offered'],
  { names, who, by }: Telling,
): string {
  const offered = { by, who, rung: names.rung(rung), to: names.member(to), when: names.when(acceptBy) }
  switch (trigger) {
    case 'policy':
      return say('Policy offered it to {rung}, to {to}, to be answered by {when}', offered)
    case 'timed-out':
      return say('Nobody answered, so it was offered to {rung}, to {to}, to be answered by {when}', offered)
    case 'declined':
      return say('It was declined, so it was offered to {rung}, to {to}, to be answered by {when}', offered)
    case 'person':
      return say(
        '{by, select, you {You} other {{who}}} offered it to {rung}, to {to}, to be answered by {when}',
        offered,
      )
    case 'customer':
      return say(
        'The customer disputes it, so it was offered to {rung}, to {to}, to be answered by {when}',
        offered,
      )
    case 'audit':
      return say('The desk’s own audit offered it to {rung}, to {to}, to be answered by {when}', offered)
  }
}

function reopenedSentence(
  because: EventData['case-reopened']['because'],
  { who, by }: Pick<Telling, 'who' | 'by'>,
): string {
  switch (because) {
    case 'customer-wrote':
      return say('Opened again: the customer wrote.')
    case 'customer-said':
      return say('Opened again: the customer says that it is not settled.')
    case 'colleague':
      return say('{by, select, you {You opened it again.} other {{who} opened it again.}}', { by, who })
    case 'reply-failed':
      return say('Opened again: a reply did not surely arrive.')
    case 'unmerged':
      return say('Opened again: it was given back by the case that had taken it over.')
  }
}

const factsWords = (facts: Record<string, FactValue>) =>
  Object.entries(facts)
    .map(([name, value]) =>
      // Told only to who has looked how far the voice carries.
      name === 'followers' && value === 'closed'
        ? say('how many follow them')
        : say('{fact} {value}', {
            fact: withCurrency(name, factInSentence(name)),
            value: value === null ? say('not known') : valueWords(value),
          }),
    )
    .join(', ')

const wayIn = (channel: string) =>
  isChannel(channel) ? inSentence(channelWord(channel)) : say('another way')

const yesNo = (is: boolean) => (is ? 'yes' : 'no')
