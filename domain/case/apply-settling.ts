import { acted, asFarAsDone, undone } from './acted.ts'
import type { Case, ReplyOnItsWay } from './case.ts'
import { feelings, type CustomersWord, type Feeling, type Felt } from './customers-word.ts'
import type { CaseEvent } from './event.ts'
import type { SettlingEventData } from './settling-event.ts'
import { isAtLeast, reached } from './stage.ts'

type SettlingEvent = Extract<CaseEvent, { type: keyof SettlingEventData }>

/** The case after one more step from a deed to the customer's word. */
export function applySettling(kase: Case, event: SettlingEvent): Case {
  const { at } = event
  switch (event.type) {
    case 'action-done':
      return acted(kase, at)
    case 'customer-heard':
      return heard(kase, event)
    case 'feelings-heard':
      return { ...kase, felt: { ...kase.felt, ...feltBy(event) } }
    case 'attempt-made': {
      const { id, triedAt } = event.data
      return withAttempt(kase, { id, way: 'call', at: Temporal.Instant.from(triedAt) })
    }
    case 'case-verified':
      return reached(kase, 'verified')
  }
}

/** The customer has said how it stands: their word, whose turn it is, and whose answer they dispute. */
function heard(kase: Case, { at, by, data }: Extract<CaseEvent, { type: 'customer-heard' }>): Case {
  const { id, says, way } = data
  const { attempts: _, disputed, ...rest } = unasked(kase)
  const word: CustomersWord = { id, says, way, at, by: whose(by), stood: kase.stage }
  if (says === 'settled') return { ...reached(rest, 'customer-confirmed'), word }
  const again: Case = isAtLeast(kase.stage, 'action-done') ? undone(rest, at) : rest
  const disputes =
    says === 'disagree' || says === 'nobody-answers' ? { rung: kase.rung, because: says } : disputed
  return {
    ...again,
    word,
    turn: 'ours',
    // A message of theirs waits by itself, where it has not been answered since.
    ...(way !== 'message' && { ...missedBy(rest, at), unansweredSince: kase.unansweredSince ?? at }),
    disagreed: kase.disagreed || says === 'disagree',
    ...(disputes && { disputed: disputes }),
    ...(says !== 'nobody-answers' && disputedNo(kase, id)),
  }
}

/** The case in which no question that is still on its way asks for the customer's word: it was written before what is known now. */
export const unasked = (kase: Case): Case => ({
  ...kase,
  onTheWay: kase.onTheWay.map(withoutQuestion),
})

function withoutQuestion(reply: ReplyOnItsWay): ReplyOnItsWay {
  const { asksSettled: _, ...rest } = reply
  return rest
}

/** No reply that is on its way can be an answer to what was said only now. */
const missedBy = ({ onTheWay }: Pick<Case, 'onTheWay'>, at: Temporal.Instant) => ({
  onTheWay: onTheWay.map((reply) => ({ ...reply, missedContact: reply.missedContact ?? at })),
})

/** A no that the customer does not accept closes nothing: it is told anew, after a second look. */
export const disputedNo = ({ toldNo }: Case, dispute: string): Pick<Case, 'toldNo'> =>
  toldNo ? { toldNo: { ...toldNo, dispute } } : {}

function feltBy({
  by,
  data,
}: Extract<CaseEvent, { type: 'feelings-heard' }>): Partial<Record<Feeling, Felt>> {
  const said = feelings.flatMap((feeling) => {
    const is = data.feelings[feeling]
    return is === undefined ? [] : [[feeling, { is, by: whose(by) }] as const]
  })
  return Object.fromEntries(said)
}

const whose = (by: CaseEvent['by']): Felt['by'] => (by === 'customer' ? 'customer' : 'colleague')

const withAttempt = (kase: Case, attempt: NonNullable<Case['attempts']>[number]): Case => ({
  ...kase,
  attempts: [...(kase.attempts ?? []), attempt],
})

/** What a reply that has gone out does for the customer's word: it asks for it, or tells them no with all it needs. */
export function hasGoneOut(kase: Case, reply: ReplyOnItsWay | undefined, at: Temporal.Instant): Case {
  if (!reply || reply.apologyOnly) return kase
  const { message, asksSettled, refuses, missedContact } = reply
  if (refuses) {
    const { decision, by } = refuses
    return {
      ...acted(kase, at),
      refusals: kase.refusals + 1,
      sayersOfNo: [...(kase.sayersOfNo ?? []), by],
      toldNo: {
        message,
        decision,
        by,
        at,
        stood: kase.stage,
        ...(missedContact && { dispute: 'wrote' }),
      },
    }
  }
  // Whoever has written meanwhile was not asked by it; and before anything was done there is nothing to ask about.
  const isTry = asksSettled && missedContact === null && kase.deedAt !== undefined
  return isTry ? withAttempt(kase, { id: message, way: 'reply', at }) : kase
}

/** The case without a reply that has not arrived after all: it asked for nothing, and told nobody no. */
export function neverArrived(kase: Case, message: string): Case {
  const { attempts, toldNo, ...rest } = kase
  const left = attempts?.filter(({ id }) => id !== message) ?? []
  const asked = { ...rest, ...(left.length > 0 && { attempts: left }) }
  if (toldNo?.message !== message) return { ...asked, ...(toldNo && { toldNo }) }
  const { deedAt, ...without } = asked
  const isItsDeed = deedAt?.equals(toldNo.at) ?? false
  const untold: Case = {
    ...without,
    refusals: kase.refusals - 1,
    sayersOfNo: kase.sayersOfNo?.slice(0, -1) ?? [],
    actedAt: isItsDeed && kase.actedAt?.equals(toldNo.at) ? null : kase.actedAt,
    ...(deedAt && !isItsDeed && { deedAt }),
  }
  return isItsDeed && kase.stage === 'action-done' ? asFarAsDone(untold, toldNo.stood) : untold
}

/** What the customer writes later takes back their word that it is settled, and no try to reach them counts any more. */
export function heardSince(kase: Case, contact: Temporal.Instant): Case {
  const { attempts, word, ...rest } = kase
  const left = attempts?.filter(({ at }) => isAfter(at, contact)) ?? []
  const asked: Case = { ...rest, ...(left.length > 0 && { attempts: left }) }
  if (word?.says !== 'settled' || isAfter(word.at, contact)) return { ...asked, ...(word && { word }) }
  return isAtLeast(kase.stage, 'customer-confirmed') ? asFarAsDone(asked, word.stood) : asked
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0
