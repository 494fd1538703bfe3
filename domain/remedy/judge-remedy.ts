import type { Case } from '../case/case.ts'
import type { House } from '../case/house.ts'
import type { CompiledPolicy } from '../policy/compile.ts'
import { mayGrantGesture } from '../reach/may-grant-gesture.ts'
import { Refusal } from '../refusal.ts'
import { authoritiesOf, maySignAs, mostSigned, whomToAsk, type Signing } from './authority.ts'
import {
  leftAlone,
  needsTwo,
  overGestures,
  overMember,
  type Over,
  type RemedyRules,
  type Spent,
} from './caps.ts'
import { kindsOf, type Entitlement } from './entitlement.ts'
import type { OutcomeFacts } from './outcome-facts.ts'
import { committed, type Asked, type Remedy, type Signed, type Sort } from './remedy.ts'

/** All by which it is judged whether somebody may have something given here. No word of it says who is looking. */
export type Judging = {
  kase: Pick<Case, 'number' | 'remedies' | 'reachOpenedBy'>
  house: Pick<House, 'ladder'>
  compiled: CompiledPolicy
  facts: OutcomeFacts
  owed: Entitlement
  /** What is owed rests on words of danger at which nobody has looked: it is shown, and given to nobody yet. */
  ifDanger?: true
  rules: RemedyRules
  spent: Spent
  now: Temporal.Instant
}

/** A colleague, with whoever made the token that acts in their name: four eyes are those of two people. */
export type Hands = { member: string; hands: readonly string[] }

/** What somebody wants the customer to have. */
export type Wish = { sort: Sort; what: string; amount: number | null }

/** A wish that can be granted: what it counts for, and who signs it, or is asked to. */
export type Granted = Signing & { signed: Signed | null; asked: Asked | null }

/**
 * Whether this may be given here, and by whose signature; `askOnly` asks for a second one where the first would do. What nobody
 * may give is refused, in words to whoever asked.
 */
export function judgeProposal(
  judging: Judging,
  wish: Wish,
  by: Hands,
  { askOnly = false }: { askOnly?: boolean } = {},
): Granted {
  const { owed, kase, house, now, rules, spent } = judging
  const { sort } = wish
  const signing = { what: wish.what, weighs: weightOf(wish, owed), currency: owed.currency }
  refuseUnfit(judging, wish, signing)
  if (sort === 'gesture') refuseWhoHasLooked(kase, by)
  refuseOver(judging, sort, signing.weighs)
  const two = sort === 'entitlement' && needsTwo(signing.weighs, rules, spent)
  const signed = two || askOnly ? null : (signedBy(judging, sort, signing, by) ?? null)
  if (signed) return { ...signing, signed, asked: null }
  const isBarred = (member: string) =>
    by.hands.includes(member) ||
    (sort === 'gesture' && !mayGrantGesture(kase, member)) ||
    overMember({ rung: '', of: member }, sort, signing.weighs, rules, spent) !== null
  const asked = whomToAsk(house.ladder, (rung) => may(judging, rung, sort, signing), isBarred, {
    now,
    spread: kase.number,
  })
  if (!asked) throw new Refusal('conflict', 'Nobody else may sign this. Ask whoever keeps the policy.')
  return { ...signing, signed: null, asked }
}

/** What is owed and not given yet. */
export const leftOwed = ({ kase, owed }: Pick<Judging, 'kase' | 'owed'>): number =>
  Math.max(0, owed.upTo - committed(kase.remedies ?? [], 'entitlement', owed.currency))

/** How much of what is owed and not given yet somebody gives by their own signature; null where they may sign nothing of it. */
export function mostAlone(judging: Judging, { member }: Pick<Hands, 'member'>): number | null {
  const { owed, ifDanger, kase, house, compiled, facts, rules, spent, now } = judging
  if (ifDanger) return null
  const reaches = authoritiesOf(house.ladder, member, now).flatMap((signed) => {
    const before = signedBefore(kase, signed.rung, 'entitlement', owed.currency)
    const weighs = before + Math.min(leftOwed(judging), leftAlone(signed, rules, spent))
    const most = mostSigned(compiled, facts, signed.rung, { ...owed, weighs })
    return most === null ? [] : Math.max(0, most - before)
  })
  return reaches.length === 0 ? null : Math.max(...reaches)
}

/** By whose authority a second person signs what was asked for; refused where they may not. */
export function judgeApproval(judging: Judging, remedy: Remedy, by: Hands): Signed {
  const { kase, house } = judging
  if (remedy.hands.some((hand) => by.hands.includes(hand)))
    throw new Refusal(
      'not-allowed',
      'You asked for this yourself. Somebody else has to sign it: four eyes see more than two.',
    )
  // What is owed may have become another thing since it was asked for.
  refuseUnfit(judging, remedy, remedy)
  if (remedy.sort === 'gesture') refuseWhoHasLooked(kase, by)
  refuseOver(judging, remedy.sort, remedy.weighs)
  const signed = signedBy(judging, remedy.sort, remedy, by)
  if (signed) return signed
  const signer = house.ladder.find(({ id }) => may(judging, id, remedy.sort, remedy))
  const over = overMemberOf(judging, remedy, by)
  throw new Refusal(
    'not-allowed',
    over
      ? 'This is more than you sign in a month. Somebody else has to.'
      : signer
        ? `This is above what you may sign. ${signer.title} may.`
        : 'This is above what anybody may sign.',
  )
}

/** Whoever has seen how far a voice carries grants no gesture: neither by asking, nor by signing, nor by giving. */
export function refuseWhoHasLooked(kase: Pick<Case, 'reachOpenedBy'>, { hands }: Hands): void {
  if (hands.every((hand) => mayGrantGesture(kase, hand))) return
  throw new Refusal(
    'not-allowed',
    'You have looked at how far this customer’s voice carries. A gesture is for somebody who has not; what is owed, you may still give.',
  )
}

/** What a wish counts for: a thing without an amount may be worth all that is owed. */
function weightOf({ sort, what, amount }: Wish, owed: Entitlement): number {
  if (amount !== null) return amount
  return sort === 'gesture' || what === 'apology' ? 0 : owed.upTo
}

function refuseUnfit(
  { owed, ifDanger, compiled }: Judging,
  { sort, what, amount }: Wish,
  { weighs }: Signing,
) {
  if (!kindsOf(compiled).includes(what))
    throw new Refusal('invalid', `what: policy knows ${kindsOf(compiled).join(', ')}.`)
  if (sort === 'gesture') {
    if (what !== 'apology' && (amount ?? 0) < 1)
      throw new Refusal('invalid', 'Say what this gesture is worth: it comes out of a budget.')
    return
  }
  if (what !== 'apology' && amount !== null && amount < 1)
    throw new Refusal(
      'invalid',
      'Nothing is no remedy: say how much they get, or leave the amount empty for a thing.',
    )
  if (what !== owed.what && !(what === 'apology' && weighs === 0))
    throw new Refusal(
      'conflict',
      `Policy owes another remedy here: ${owed.what}. What is not owed is a gesture.`,
    )
  if (ifDanger && what !== 'apology')
    throw new Refusal(
      'conflict',
      'Policy owes this if it is a danger. Say first whether it is one: it is given then.',
    )
}

/** What is owed ends where policy says; a gesture ends at its caps. */
function refuseOver(judging: Judging, sort: Sort, weighs: number) {
  const { kase, rules, spent } = judging
  const { remedies = [] } = kase
  if (sort === 'gesture') {
    const over = overGestures(weighs, remedies, rules, spent)
    if (over && weighs > 0) throw new Refusal('conflict', sayings[over.cap], { ...over })
    return
  }
  const left = leftOwed(judging)
  if (weighs > left)
    throw new Refusal('conflict', 'This is more than policy owes here. What is beyond it is a gesture.', {
      cap: 'entitlement',
      left,
    })
}

const sayings: Readonly<Record<Over['cap'], string>> = {
  'gesture-case': 'This is more than gestures may come to on one case.',
  'gesture-person': 'This is more than gestures may come to for one person in a year.',
  'gesture-month': 'The budget for gestures of this month does not reach.',
  'member-month': 'This is more than one colleague signs in a month.',
}

/** The authority by which somebody may sign this, where it reaches and is not used up. */
const signedBy = (judging: Judging, sort: Sort, signing: Signing, { member }: Hands): Signed | undefined =>
  authoritiesOf(judging.house.ladder, member, judging.now).find(
    (signed) =>
      may(judging, signed.rung, sort, signing) &&
      overMember(signed, sort, signing.weighs, judging.rules, judging.spent) === null,
  )

const overMemberOf = (judging: Judging, { sort, ...signing }: Remedy, { member }: Hands): boolean =>
  authoritiesOf(judging.house.ladder, member, judging.now).some(
    (signed) =>
      may(judging, signed.rung, sort, signing) &&
      overMember(signed, sort, signing.weighs, judging.rules, judging.spent) !== null,
  )

/** Whether a rung may sign this on top of what it has signed here: several slips reach no further than one. */
function may({ compiled, facts, kase }: Judging, rung: string, sort: Sort, signing: Signing): boolean {
  const before = signing.weighs > 0 ? signedBefore(kase, rung, sort, signing.currency) : 0
  return maySignAs(compiled, facts, rung, { ...signing, weighs: before + signing.weighs })
}

/** What a rung has signed on a case already. */
const signedBefore = ({ remedies = [] }: Judging['kase'], rung: string, sort: Sort, currency: string) =>
  committed(
    remedies.filter(({ signed }) => signed?.rung === rung),
    sort,
    currency,
  )
