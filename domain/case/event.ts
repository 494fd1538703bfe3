import type { Channel } from '../channel.ts'
import type { Missing } from '../apology/judge-reply.ts'
import type { Provenance } from '../craft/provenance.ts'
import type { ClaimEventData } from '../claim/claim-event.ts'
import type { SavedClaim } from '../claim/read-claim.ts'
import type { Danger } from '../danger/danger-words.ts'
import type { FactValue } from '../policy/fact.ts'
import type { RoomEventData } from '../room/room-event.ts'
import type { SavedRemedy } from '../remedy/read-remedy.ts'
import type { RemedyEventData } from '../remedy/remedy-event.ts'
import type { Saved } from './saved.ts'
import type { SavedDuties } from './saved-duties.ts'
import type { Ground } from './closing.ts'
import type { CustomersWord } from './customers-word.ts'
import type { ClockKind } from './deadline.ts'
import type { NoComplaint } from './no-complaint.ts'
import type { SettlingEventData } from './settling-event.ts'
import type { Wake } from './snooze.ts'

/** Who did it: a colleague by handle, the customer, or the desk itself (a clock, the policy, a worker). */
export type Actor = `member:${string}` | 'customer' | 'desk'

/** Why an escalation is offered. What policy, a clock or the customer demands must be taken by somebody; a colleague may be told no. */
export type Trigger = 'policy' | 'timed-out' | 'declined' | 'person' | 'customer' | 'audit'

/** In which direction a case is passed on. */
export type Axis = 'functional' | 'hierarchical' | 'lateral' | 'external'

export type FailureReason =
  | 'not-settled'
  | 'came-back'
  | 'date-missed'
  | 'promise-broken'
  | 'reopened'
  | 'nobody-answers'

export type Decision = 'upheld' | 'partly-upheld' | 'not-upheld' | 'out-of-scope'

/** What the desk's own audit can find wrong with a case. */
export type Breach = 'ownerless' | 'clockless' | 'fold-differs' | 'chain-broken' | 'ledger-differs'

/**
 * What an event says beyond its type, time and actor: ids, codes, times and salted digests,
 * never a person's words. Words are rows of their own, so that erasing them leaves the chain whole.
 */
export type EventData = RoomEventData &
  ClaimEventData &
  RemedyEventData &
  SettlingEventData & {
    'case-opened': {
      number: number
      person: string | null
      account: string | null
      connection: string
      channel: Channel
      policy: number
      owner: string
      rung: string
      facts: Record<string, FactValue>
      splitFrom?: string
      /** Of a case that is split off: who has looked how far the voice of its person carries. */
      reachOpenedBy?: string[]
    }
    'message-received': {
      message: string
      item: string
      account: string | null
      connection: string
      channel: Channel
      isPublic: boolean
      digest: string
      contactAt: string
    }
    'contact-failed': { reason: FailureReason; about: string }
    'failure-withdrawn': { about: string }
    'facts-entered': { facts: Record<string, FactValue> }
    /** A message speaks of danger: policy takes the harm for a danger to safety until a person has looked. */
    'danger-proposed': { message: string; words: Danger[]; list: string }
    /** A person has looked, and there is none. */
    'danger-dismissed': { message: string }
    /** Somebody on call is told of a danger and asked to take it: `round` counts how often they have been. */
    'page-sent': { page: string; to: string; rung: string; round: number }
    'page-answered': { page: string }
    /** Whoever could be called has been, or nobody is on call. */
    'page-unanswered': { page: string }
    /** A person has looked at the files of a customer's message. */
    'evidence-examined': { message: string }
    'duties-changed': { policy: number; duties: SavedDuties; facts: Record<string, FactValue> }
    'policy-changed': { policy: number; batch?: string }
    'day-passed': { days: number }
    'deadline-set': { id: string; kind: ClockKind; dueAt: string }
    'deadline-moved': { id: string; dueAt: string }
    'deadline-near': { id: string }
    'deadline-met': { id: string }
    'deadline-missed': { id: string }
    'deadline-withdrawn': { id: string }
    'deadlines-paused': { [nothing in never]: never }
    'deadlines-resumed': { dueAt: Record<string, string> }
    'promise-given': {
      id: string
      giver: string
      dueAt: string
      remark: string
      digest: string
      /** On which rung the case stood then: promises are reckoned by it. */
      rung?: string
    }
    'promise-kept': { id: string }
    'promise-broken': { id: string }
    'promise-withdrawn': { id: string }
    /** Whoever gave it keeps it no more: somebody else does. */
    'promise-passed-on': { id: string; from: string; to: string }
    'escalation-offered': {
      id: string
      from: string
      rung: string
      to: string
      axis: Axis
      trigger: Trigger
      acceptBy: string
      policy: number
      remark?: string
      digest?: string
    }
    'escalation-accepted': { id: string }
    'escalation-declined': { id: string; remark: string; digest: string }
    'escalation-timed-out': { id: string }
    /** With a reason, nobody has to take it any more: the customer calls it settled. */
    'escalation-withdrawn': { id: string; because?: 'settled' }
    'escalation-landed': { id: string }
    'case-returned': { owner: string; rung: string; remark: string; digest: string }
    'owner-assigned': { owner: string; rung: string }
    'reply-written': {
      message: string
      account: string | null
      connection: string
      isPublic: boolean
      digest: string
      asks: boolean
      byHand: boolean
      /** The network on which the desk posts it itself. */
      network?: string
      /** What was read out of it when it was written, and by which reader: a replay judges nobody's words anew. */
      judged?: { by: string; apologyOnly: boolean; missing: Missing[] }
      /** It asks whether the matter is settled: a try to get the customer's word, once it has gone out. */
      asksSettled?: true
      /** It asks into their private room and says nothing of the matter: it answers nobody. */
      onlyInvites?: true
      /** It is the note that ends in public what began there, and was settled elsewhere. */
      endsInPublic?: true
      /** It says no, with all that a no needs. */
      refuses?: 'not-upheld' | 'out-of-scope'
      /** Of a no that a program says: who made its token. */
      hand?: string
      /** Whose hands it went through, where it goes out under the name of somebody who approved it. */
      provenance?: Provenance
    }
    /** A reply waits for somebody's name; whatever is done to its words after they approved it undoes that. */
    'signing-asked': { id: string; signer: string; digest: string }
    'signing-edited': { id: string; digest: string }
    'signing-approved': { id: string; digest: string }
    'signing-ended': { id: string; because: 'declined' | 'withdrawn' }
    'reply-sent': { message: string }
    'reply-refused': { message: string; because: string }
    'reply-in-doubt': { message: string }
    'reply-repeated': { message: string }
    'reply-arrived': { message: string }
    'reply-withdrawn': { message: string }
    'note-written': { message: string; digest: string; mentions?: string[] }
    'case-snoozed': { until: string; remark: string; digest: string }
    'case-woken': { because: Wake }
    'case-resolved': {
      decision: Decision
      /** What entitles us to close it. */
      restsOn: Ground
      remark: string
      digest: string
      /** The customer has had no answer since they last wrote. */
      unanswered?: true
      /** Of a program that closed it: who made its token, or null where nobody knows. */
      hand?: string | null
    }
    'case-reopened': {
      because: 'customer-wrote' | 'customer-said' | 'colleague' | 'unmerged' | 'reply-failed'
      /** Of a case that is given back: who has looked, meanwhile, how far the voice of its person carries. */
      reachOpenedBy?: string[]
      /** Of a case that is given back: the dates that its merge had laid to rest. */
      dates?: string[]
      /** Of a case that is given back: what has become of its claims, and of its remedies, meanwhile. */
      claims?: SavedClaim[]
      remedies?: SavedRemedy[]
    }
    /**
     * It never was a complaint, and nothing had come of it. Made of an item by mistake, that item is what it was before; with a
     * reason, a colleague has set it aside.
     */
    'case-taken-back': { item: string; because?: NoComplaint }
    'case-linked': { case: string; because: string; state: 'proposed' | 'confirmed' }
    'case-unlinked': { case: string }
    'merged-into': { case: string }
    'took-over': {
      case: string
      failures: number
      missed: number
      contacts: number
      actSince: string
      unansweredSince: string | null
      /** Somebody had spoken of a danger there, and a person had entered that there is one. */
      spokeOfDanger?: true
      harm?: 'safety'
      /** Its customer had said that it is settled. */
      settled?: true
      /** Who had looked how far the voice of its person carries: they do not forget it by a merge. */
      reachOpenedBy?: string[]
      /** What its customer had claimed, and what they had been given, by then. */
      claims?: SavedClaim[]
      remedies?: SavedRemedy[]
    }
    'merge-undone': {
      case: string
      failures: number
      missed: number
      contacts: number
      /** The claims, and the remedies, that go back with the other. */
      claims?: string[]
      remedies?: string[]
      /** What the case is by itself, where the two together had made something else of it. */
      own?: {
        turn: 'ours' | 'customers'
        actSince: string
        unansweredSince: string | null
        /** Who had it, where the merge has brought it to somebody else. */
        holder?: {
          owner: string
          rung: string
          heldSince: string
          taken: { id: string; from: string; fromRung: string } | null
        }
        /** Its customer had said that it is settled, which counted no more for both together. */
        word?: Saved<CustomersWord>
        /** What harm was entered of itself, and whether anybody spoke of a danger here. */
        danger?: { harm: FactValue | null; spokeOf: boolean }
        /** Its own dates, as they stand by themselves; and those that it was given for the other's sake. */
        dates: Record<
          string,
          {
            dueAt: string
            /** When it was set, where another takes the place of the one that was set for both. */
            setAt?: string
            pausedAt?: string
            metAt?: string
            missedAt?: string
            stood?: { from: string; until: string }[]
          }
        >
        gone: string[]
      }
    }
    'items-split-off': { case: string; items: string[] }
    /** By a link of an account, or by a merge that took it for another's whose person was known by name only; or by its undo. */
    'person-changed': { person: string; link?: string; merge?: { taken: string; before: string } }
    /**
     * Somebody has seen how far the voice carries, or has entered how many follow them, and can grant no gesture here any more;
     * nor can whoever made the token that did. The person is null where nobody is known behind the case.
     */
    'reach-opened': { person: string | null; hand?: string }
    'person-described': { person: string; fields: ('name' | 'language' | 'zone' | 'good-to-know')[] }
    'person-erased': { person: string }
    /** Its author has changed a post, or taken it off the network. */
    'post-edited': { message: string; digest: string }
    'post-deleted': { message: string }
    'words-erased': { because: 'retention' }
    'breach-found': { breach: Breach }
    'breach-mended': { breach: Breach }
  }

export type EventType = keyof EventData

/** One thing that happened to a case, before the chain gives it its place. */
export type CaseEvent = {
  [T in EventType]: { type: T; at: Temporal.Instant; by: Actor; data: EventData[T] }
}[EventType]

/** Writes down that something happened. */
export function happened<T extends EventType>(
  type: T,
  at: Temporal.Instant,
  by: Actor,
  data: EventData[T],
): Extract<CaseEvent, { type: T }> {
  // The compiler does not relate a generic T to the union member it selects; the signature holds them together.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { type, at, by, data } as unknown as Extract<CaseEvent, { type: T }>
}

/**
 * The moves by which a customer or a colleague changes a case. Only these count in `seq`,
 * so that a clock tick never refuses somebody's reply.
 */
export const isMove = (event: CaseEvent): boolean => event.by !== 'desk'
