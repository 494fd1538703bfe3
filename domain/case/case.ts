import type { Channel } from '../channel.ts'
import type { Claim } from '../claim/claim.ts'
import type { Danger } from '../danger/danger-words.ts'
import type { FactValue } from '../policy/fact.ts'
import type { Remedy } from '../remedy/remedy.ts'
import type { Attempt, CustomersWord, Feeling, Felt, ToldNo } from './customers-word.ts'
import type { Deadline } from './deadline.ts'
import type { Axis, Decision, FailureReason, Trigger } from './event.ts'
import type { SavedDuties } from './saved-duties.ts'
import type { Snooze } from './snooze.ts'
import type { Stage } from './stage.ts'

/** An offer to take a case over, which has not been answered. The old owner keeps the case meanwhile. */
export type Offer = {
  id: string
  from: string
  rung: string
  to: string
  axis: Axis
  trigger: Trigger
  offeredAt: Temporal.Instant
  deadline: string
}

/** One contact, date or promise of ours that did not settle the matter. */
export type Failure = { at: Temporal.Instant; reason: FailureReason; about: string }

/** A reply that was written and of which we do not know yet whether it arrived. */
export type ReplyOnItsWay = {
  message: string
  asks: boolean
  /** It says that we are sorry and nothing else. */
  apologyOnly?: true
  /** It asks whether the matter is settled. */
  asksSettled?: true
  /** It asks into their private room and says nothing of the matter. */
  onlyInvites?: true
  /** It ends in public what is settled. */
  endsInPublic?: true
  /** It says no, and who says so. */
  refuses?: { decision: ToldNo['decision']; by: string }
  /** The first contact since it was written, which it cannot be an answer to. */
  missedContact: Temporal.Instant | null
}

type CaseLink = { case: string; because: string; state: 'proposed' | 'confirmed' }

/** One complaint to settle: the fold of everything that happened to it. */
export type Case = {
  id: string
  number: number
  /** One that was taken back never was a complaint: it is nobody's, and stands in no list. */
  state: 'open' | 'closed' | 'merged' | 'taken-back'
  stage: Stage
  /** How far it would have come without what is promised; absent where its stage does not rest on a promise. */
  uncommitted?: Stage
  policy: number
  person: string | null
  /** The account that wrote last, and the connection it wrote by: a reply goes there and nowhere else. */
  account: string | null
  connection: string
  channel: Channel
  /** Whether anything the customer said about it is public. */
  isPublic: boolean
  owner: string
  rung: string
  /** Since when its owner has had it to work on. */
  heldSince: Temporal.Instant
  turn: 'ours' | 'customers'
  /** What a person has read out of it so far; a fact that nobody entered is unknown. */
  facts: Record<string, FactValue>
  /** Words of danger in what the customer wrote, and in which message, until a person has looked. */
  danger?: { message: string; words: Danger[] }
  /** Somebody has said that there is a danger to safety; absent where nobody ever did. */
  spokeOfDanger?: true
  /** The messages whose files a person has looked at; none where it is absent. */
  examined?: string[]
  failures: number
  missed: number
  contacts: number
  /** Whole days that it has been open, as far as anybody has looked. */
  days: number
  /** How often we said no, and whether the customer came back after a no. */
  refusals: number
  disagreed: boolean
  /** The newest failures, oldest first, at most twelve; the counters hold the whole number. */
  failureChain: Failure[]
  /** What the customer says that can be verified, and what became of it. */
  claims: Claim[]
  /** What the customer gets or is to get, and what became of it; absent while nothing was proposed. */
  remedies?: Remedy[]
  duties: SavedDuties | null
  /** Running and paused deadlines, and the last ended one of each kind. */
  deadlines: Deadline[]
  offer: Offer | null
  /** The escalation that brought the case to its owner, and who had it before: a return goes back there. */
  taken: { id: string; from: string; fromRung: string } | null
  /** Until when it is kept out of the queue; null while it is in it. */
  snooze: Snooze | null
  openedAt: Temporal.Instant
  lastContactAt: Temporal.Instant
  /** The oldest contact that has had no reply; null while we owe none. */
  unansweredSince: Temporal.Instant | null
  /** From when the date for our first action counts: the first contact, or the reopening. */
  actSince: Temporal.Instant
  actedAt: Temporal.Instant | null
  /** When something was done about it that is more than a promise; absent while nothing was. */
  deedAt?: Temporal.Instant
  lastReplyAt: Temporal.Instant | null
  /** When we last told something; absent while no reply was an apology alone, because then each of them did. */
  lastUpdateAt?: Temporal.Instant | null
  /** The invitation to their private room that has gone out since they last wrote; absent where there is none. */
  invited?: { message: string; at: Temporal.Instant }
  onTheWay: ReplyOnItsWay[]
  /** Replies of which nobody knows whether they arrived, because their sending was cut off. */
  inDoubt: string[]
  decision: Decision | null
  /** The last thing that the customer said of how it stands; absent while they have said nothing. */
  word?: CustomersWord
  /** Tries to get their word since they were last heard; absent where there were none. */
  attempts?: Attempt[]
  /** How they found us, as far as they said. */
  felt?: Partial<Record<Feeling, Felt>>
  /** The last no that they were told, and who has told them no so far. */
  toldNo?: ToldNo
  sayersOfNo?: string[]
  /** The rung whose answer, or silence, the customer disputes: until somebody above has taken it. */
  disputed?: { rung: string; because: 'disagree' | 'nobody-answers' }
  /** When it was closed, by whom, and who made their token, if they are a program; absent while it is open. */
  closed?: { at: Temporal.Instant; by: string; hand?: string | null }
  /** The handles of those who have looked how far the person's voice carries; nobody where it is absent. */
  reachOpenedBy?: string[]
  /** Its person was erased, and nobody has written since: nobody is left to whom anything could be owed. */
  letGo?: true
  mergedInto: string | null
  tookOver: string[]
  links: CaseLink[]
  /** How many deadlines, promises and escalations it has had: their ids count on from here. */
  counted: number
  /** Events in its chain. */
  events: number
  /** Moves by the customer or a colleague: what a stale reply is refused by. */
  seq: number
}

export const isOpen = (kase: Pick<Case, 'state'>): boolean => kase.state === 'open'
