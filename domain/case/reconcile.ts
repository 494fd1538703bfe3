import { workingTimeBetween } from '../deadline/working-time.ts'
import { hasLeft } from '../policy/ladder.ts'
import { signBy } from '../remedy/remedy.ts'
import { applyEvent } from './apply-event.ts'
import { isOpen, type Case } from './case.ts'
import {
  isOwedToCustomer,
  isRunning,
  pausesForCustomer,
  type ClockKind,
  type Deadline,
  type Stretch,
} from './deadline.ts'
import { happened, type CaseEvent } from './event.ts'
import { factsAbout } from './facts-about.ts'
import { freshEyes } from './fresh-eyes.ts'
import { answersFor, dueAfter, heightOf, rungAbove, rungNamed, type House } from './house.ts'
import { lastTold } from './last-told.ts'
import { later } from './later.ts'
import { missed } from './missed.ts'
import { isOvertaken, offerTo, settledSince } from './offer.ts'
import { endsWithPerson, isOwedToNobody } from './owed-to-nobody.ts'
import { saveDuties, type SavedDuties } from './saved-duties.ts'
import { saysTheSame } from './says-the-same.ts'
import { whatWakes } from './snooze.ts'

/** A case on its way: each step may say what happened, and the next step sees its effect. */
type Story = { kase: Case; readonly told: CaseEvent[]; readonly now: Temporal.Instant; readonly house: House }

/**
 * What has to happen so that the case shows what is owed now: the difference between its duties and its state,
 * the way a controller reconciles. A duty is a minimum: it offers upward and brings dates forward, it never takes
 * an owner away who is with us, never lowers a rung and never puts a date off. Reconciling twice equals reconciling once.
 */
export function reconcile(kase: Case, house: House, now: Temporal.Instant): CaseEvent[] {
  const story: Story = { kase, told: [], now, house }
  judgeWhatIsDone(story)
  if (!isOpen(kase)) {
    restClocks(story)
    wake(story)
    return story.told
  }
  replaceWhoLeft(story)
  forgiveWhatWasInTime(story)
  letGo(story)
  const duties = writeDuties(story)
  takeTurns(story)
  offerUpward(story, duties)
  armClocks(story, duties)
  keepAlive(story, duties)
  wake(story)
  return story.told
}

function say(story: Story, event: CaseEvent) {
  story.told.push(event)
  story.kase = applyEvent(story.kase, event)
}

/** What is done is met, or was late: judged by when it was done, whether or not the clock has come round to it. */
function judgeWhatIsDone(story: Story) {
  const { kase, now } = story
  const { lastReplyAt, actedAt, inDoubt } = kase
  const toldAt = lastTold(kase)
  for (const deadline of kase.deadlines) {
    const { kind, setAt } = deadline
    if (kind === 'acknowledge-by' && isAnswered(kase, setAt)) judge(story, deadline, lastReplyAt ?? now)
    if (kind === 'act-by' && actedAt) judge(story, deadline, actedAt)
    if (kind === 'in-doubt-by' && inDoubt.length === 0) judge(story, deadline, now)
    if (kind === 'sign-by' && isRunning(deadline) && !signBy(kase.remedies))
      say(story, happened('deadline-met', now, 'desk', { id: deadline.id }))
    if (kind === 'next-update-by' && toldAt && isAfter(toldAt, setAt)) judge(story, deadline, toldAt)
  }
}

/** Whether nobody waits any more who waited at that moment. */
const isAnswered = ({ unansweredSince }: Case, at: Temporal.Instant) =>
  !unansweredSince || isAfter(unansweredSince, at)

function judge(story: Story, deadline: Deadline, doneAt: Temporal.Instant) {
  const { state, id, dueAt } = deadline
  if (state !== 'running' && state !== 'paused') return
  // A clock that stands still is as late as it was when it stopped.
  const at = state === 'paused' ? deadline.pausedAt : doneAt
  const events = isAfter(at, dueAt)
    ? missed(deadline, story.now)
    : [happened('deadline-met', story.now, 'desk', { id })]
  for (const event of events) say(story, event)
}

/**
 * A closed case owes nothing more, though what was late when it was closed stays late. A merged one hands its debts on.
 * Clocks stop, and nobody is asked to take it.
 */
function restClocks(story: Story) {
  const { kase, now } = story
  if (kase.offer) say(story, happened('escalation-withdrawn', now, 'desk', { id: kase.offer.id }))
  if (kase.state === 'closed')
    for (const { id, state } of kase.remedies ?? [])
      if (state === 'proposed') say(story, happened('remedy-withdrawn', now, 'desk', { id }))
  for (const deadline of story.kase.deadlines) rest(story, deadline, kase.state === 'closed')
}

/** Lays a date to rest; where what was late stays late, one that is over was missed. */
function rest(story: Story, deadline: Deadline, staysLate: boolean) {
  const { id, kind, state, dueAt } = deadline
  if (state !== 'running' && state !== 'paused') return
  if (staysLate && state === 'running' && isOwedToCustomer(kind) && isAfter(story.now, dueAt))
    for (const event of missed(deadline, story.now)) say(story, event)
  else say(story, happened('deadline-withdrawn', story.now, 'desk', { id }))
}

/**
 * Whoever was erased is owed nothing more, and answers no question: what is left is to close the case, by a date of its own.
 * Where somebody writes to it all the same, they are owed what everybody is.
 */
function letGo(story: Story) {
  if (!isOwedToNobody(story.kase)) {
    for (const { id } of running(story.kase, 'close-by'))
      say(story, happened('deadline-withdrawn', story.now, 'desk', { id }))
    return
  }
  for (const deadline of story.kase.deadlines) if (endsWithPerson(deadline.kind)) rest(story, deadline, true)
  if (story.kase.turn === 'customers')
    say(story, happened('deadlines-resumed', story.now, 'desk', { dueAt: {} }))
}

/** Nothing rests past what its owner could not know when they laid it aside. */
function wake(story: Story) {
  const because = whatWakes(story.kase)
  if (because) say(story, happened('case-woken', story.now, 'desk', { because }))
}

/** A case that is open again, or given back, after its owner has left us: somebody of its rung answers for it. */
function replaceWhoLeft(story: Story) {
  const { kase, house, now } = story
  const rung = rungNamed(house, kase.rung)
  if (!hasLeft(rung, kase.owner)) return
  const owner = answersFor(rung, now, kase.number)
  if (!hasLeft(rung, owner)) say(story, happened('owner-assigned', now, 'desk', { owner, rung: kase.rung }))
}

/** Asks the policy, and writes the answer down where it differs from the last one. */
function writeDuties(story: Story): SavedDuties {
  const { house, kase, now } = story
  const facts = factsAbout(kase, house.facts)
  const duties = saveDuties(house.duties(facts))
  if (!saysTheSame(duties, kase.duties))
    say(story, happened('duties-changed', now, 'desk', { policy: house.version, duties, facts }))
  return duties
}

/** While we wait for the customer the clocks of our own work stand still; when it is our turn again they go on. */
function takeTurns(story: Story) {
  const { kase, now, house } = story
  if (kase.turn === 'customers') {
    if (kase.deadlines.some((deadline) => isRunning(deadline) && pausesForCustomer(deadline.kind)))
      say(story, happened('deadlines-paused', now, 'desk', {}))
    return
  }
  const paused = kase.deadlines.filter((deadline) => deadline.state === 'paused')
  if (paused.length > 0) {
    const always = kase.duties?.clocks.always ?? false
    const dueAt = Object.fromEntries(
      paused.map((deadline) => [deadline.id, goOn(deadline, house, now, always).toString()]),
    )
    say(story, happened('deadlines-resumed', now, 'desk', { dueAt }))
  }
  for (const { id } of running(story.kase, 'follow-up-by'))
    say(story, happened('deadline-withdrawn', now, 'desk', { id }))
}

/** A paused clock has as much time left, in the hours that it counts, as it had when it stopped. */
function goOn(
  { pausedAt, dueAt }: Deadline & { state: 'paused' },
  house: House,
  now: Temporal.Instant,
  always: boolean,
) {
  if (!isAfter(dueAt, pausedAt)) return dueAt
  return dueAfter(house, now, counted({ from: pausedAt, until: dueAt }, house, always), always)
}

/** How long a stretch is, in the hours that a clock counts. */
const counted = ({ from, until }: Stretch, { deskHours }: House, always: boolean) =>
  always ? from.until(until) : workingTimeBetween(from, until, deskHours)

/**
 * A date is judged by when things happened, not by when we came to write them down:
 * an answer that left in time is no failure, though its clock rang before the answer was recorded.
 */
function forgiveWhatWasInTime(story: Story) {
  const { kase, now } = story
  const { lastReplyAt } = kase
  if (!lastReplyAt) return
  for (const { id, kind, state, setAt, dueAt } of kase.deadlines) {
    if (state !== 'missed' || (kind !== 'acknowledge-by' && kind !== 'next-update-by')) continue
    const doneAt = kind === 'next-update-by' ? lastTold(kase) : lastReplyAt
    // What was told when the date was set is what the next is owed after.
    const began = doneAt && (kind === 'next-update-by' ? isAfter(doneAt, setAt) : !isAfter(setAt, doneAt))
    const inTime = began && !isAfter(doneAt, dueAt)
    if (kind === 'acknowledge-by' && !isAnswered(kase, setAt)) continue
    if (!inTime || !kase.failureChain.some(({ about }) => about === id)) continue
    say(story, happened('failure-withdrawn', now, 'desk', { about: id }))
    say(story, happened('deadline-met', now, 'desk', { id }))
  }
}

function armClocks(story: Story, { clocks }: SavedDuties) {
  const { unansweredSince, actedAt, actSince, inDoubt, turn } = story.kase
  const { acknowledgeWithin, actWithin, updateEvery, followUpWithin } = clocks
  const isOwed = !isOwedToNobody(story.kase)
  if (unansweredSince && isOwed) owe(story, 'acknowledge-by', unansweredSince, acknowledgeWithin)
  if (!actedAt && turn === 'ours' && isOwed) owe(story, 'act-by', actSince, actWithin)
  if (!isOwed) repeat(story, 'close-by', updateEvery)
  if (inDoubt.length > 0) repeat(story, 'in-doubt-by', acknowledgeWithin)
  if (turn === 'customers') repeat(story, 'follow-up-by', followUpWithin)
  hasten(story, 'next-update-by', updateEvery)
  armSigning(story)
}

/** Somebody was asked to sign a remedy: one clock runs for the first date by which anybody decides. */
function armSigning(story: Story) {
  const by = signBy(story.kase.remedies)
  if (!by) return
  const [clock] = running(story.kase, 'sign-by')
  if (!clock) set(story, 'sign-by', by)
  else if (isAfter(clock.dueAt, by))
    say(story, happened('deadline-moved', story.now, 'desk', { id: clock.id, dueAt: by.toString() }))
}

/** Sets the clock of a debt that has none yet, or brings it forward. One that has run out stays missed. */
function owe(story: Story, kind: ClockKind, since: Temporal.Instant, within: string) {
  const ofKind = story.kase.deadlines.filter((deadline) => deadline.kind === kind)
  const active = ofKind.find(({ state }) => state === 'running' || state === 'paused')
  if (active) return bringForward(story, active, since, within)
  const alreadyMissed = ofKind.some(({ state, setAt }) => state === 'missed' && !isAfter(since, setAt))
  if (!alreadyMissed) set(story, kind, due(story, since, within))
}

/** Sets a clock that begins anew whenever it has run out, or brings it forward. */
function repeat(story: Story, kind: ClockKind, within: string) {
  if (running(story.kase, kind).length === 0) set(story, kind, due(story, story.now, within))
  else hasten(story, kind, within)
}

/** Brings a clock forward that counts from when it was set. */
function hasten(story: Story, kind: ClockKind, within: string) {
  for (const deadline of running(story.kase, kind)) bringForward(story, deadline, deadline.setAt, within)
}

function bringForward(story: Story, deadline: Deadline, since: Temporal.Instant, within: string) {
  if (deadline.state !== 'running') return
  const { id, stood } = deadline
  const dueAt = due(story, since, within, stood)
  if (isSooner(story, dueAt, deadline.dueAt))
    say(story, happened('deadline-moved', story.now, 'desk', { id, dueAt: dueAt.toString() }))
}

/** When something falls due that is owed `within` a time, not counting the stretches in which its clock stood still. */
function due(
  { house, kase }: Story,
  since: Temporal.Instant,
  within: string,
  stood: readonly Stretch[] = [],
) {
  const always = kase.duties?.clocks.always ?? false
  const whole = stood.reduce(
    (sum, stretch) => sum.add(counted(stretch, house, always)),
    Temporal.Duration.from(within),
  )
  return dueAfter(house, since, whole, always)
}

/** Closing time and the next opening are the same to a clock that counts open hours. */
function isSooner({ house, kase }: Story, one: Temporal.Instant, other: Temporal.Instant): boolean {
  if (!isAfter(other, one)) return false
  return !counted({ from: one, until: other }, house, kase.duties?.clocks.always ?? false).blank
}

const set = (story: Story, kind: ClockKind, dueAt: Temporal.Instant) =>
  say(
    story,
    happened('deadline-set', story.now, 'desk', {
      id: `${kind}.${story.kase.counted + 1}`,
      kind,
      dueAt: dueAt.toString(),
    }),
  )

/**
 * Offers the case to the rung that has to be asked, unless it or an open offer already stands there: the one that
 * policy asks for at least; where its owner has let a date go by, the one above the owner's; and where the customer
 * disputes an answer, or has none, the one above whose answer it is.
 */
function offerUpward(story: Story, duties: SavedDuties) {
  endOvertaken(story)
  const { kase, house, now } = story
  const above = letsDatesGoBy(kase) ? rungAbove(house, kase.rung) : undefined
  // Where the customer calls it settled, nothing is left for a higher rung to do.
  const byPolicy = settledSince(kase) ? 0 : heightOf(house, duties.rung)
  const looksAgain = kase.disputed && rungAbove(house, kase.disputed.rung)
  const byCustomer = looksAgain ? heightOf(house, looksAgain.id) : 0
  const byDates = above ? heightOf(house, above.id) : 0
  const wanted = Math.max(byPolicy, byDates, byCustomer)
  const standing = Math.max(heightOf(house, kase.rung), kase.offer ? heightOf(house, kase.offer.rung) : 0)
  if (wanted <= standing) return lookAfresh(story)
  if (kase.offer) say(story, happened('escalation-withdrawn', now, 'desk', { id: kase.offer.id }))
  const [rung, trigger] =
    wanted > Math.max(byPolicy, byDates) && looksAgain
      ? ([looksAgain, 'customer'] as const)
      : wanted > byPolicy && above
        ? ([above, 'timed-out'] as const)
        : ([rungNamed(house, duties.rung), 'policy'] as const)
  say(story, offerTo(story.kase, rung, house, now, { trigger, by: 'desk' }))
}

/** Nobody is asked any more to take what its customer calls settled. */
function endOvertaken(story: Story) {
  const { kase, now } = story
  if (kase.offer && isOvertaken(kase, kase.offer))
    say(story, happened('escalation-withdrawn', now, 'desk', { id: kase.offer.id, because: 'settled' }))
}

/** Where the ladder ends, a dispute is no dead end: somebody else of the top is asked, by name and with a date. */
function lookAfresh(story: Story) {
  const { kase, house, now } = story
  const eyes = kase.offer ? undefined : freshEyes(kase, house, now)
  if (eyes) say(story, offerTo(kase, eyes.rung, house, now, { trigger: 'customer', by: 'desk', to: eyes.to }))
}

/**
 * Whether a date went by since the owner has had the case, and since its customer called it settled, and nothing newer of
 * its kind has been set.
 */
function letsDatesGoBy(kase: Case) {
  const since = later(kase.heldSince, settledSince(kase) ?? kase.heldSince)
  return kase.deadlines.some(
    (deadline) =>
      deadline.state === 'missed' && deadline.kind !== 'accept-by' && isAfter(deadline.endedAt, since),
  )
}

/** Whatever else is true, somebody has to look again: an open case always has a date besides those by which colleagues decide. */
function keepAlive(story: Story, { clocks }: SavedDuties) {
  if (story.kase.deadlines.some(isAlive)) return
  set(story, 'next-update-by', due(story, story.now, clocks.updateEvery))
}

const isAlive = (deadline: Deadline) =>
  isRunning(deadline) && deadline.kind !== 'accept-by' && deadline.kind !== 'sign-by'

const running = (kase: Case, kind: ClockKind) =>
  kase.deadlines.filter((deadline) => isRunning(deadline) && deadline.kind === kind)

const isAfter = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0
