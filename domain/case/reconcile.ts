import { workingTimeBetween } from '../deadline/working-time.ts'
import { applyEvent } from './apply-event.ts'
import { isOpen, type Case } from './case.ts'
import { isRunning, pausesForCustomer, type ClockKind, type Deadline } from './deadline.ts'
import { happened, type CaseEvent } from './event.ts'
import { factsAbout } from './facts-about.ts'
import { dueAfter, heightOf, rungNamed, type House } from './house.ts'
import { offerTo } from './offer.ts'
import { saveDuties, type SavedDuties } from './saved-duties.ts'

/** A case on its way: each step may say what happened, and the next step sees its effect. */
type Story = { kase: Case; readonly told: CaseEvent[]; readonly now: Temporal.Instant; readonly house: House }

/**
 * What has to happen so that the case shows what is owed now: the difference between its duties and its state,
 * the way a controller reconciles. A duty is a minimum: it offers upward and brings dates forward, it never takes
 * an owner away, never lowers a rung and never puts a date off. Reconciling twice equals reconciling once.
 */
export function reconcile(kase: Case, house: House, now: Temporal.Instant): CaseEvent[] {
  const story: Story = { kase, told: [], now, house }
  if (!isOpen(kase)) {
    restClocks(story)
    return story.told
  }
  const duties = writeDuties(story)
  takeTurns(story)
  meetWhatIsDone(story)
  forgiveWhatWasInTime(story)
  armClocks(story, duties)
  offerUpward(story, duties)
  keepAlive(story, duties)
  return story.told
}

function say(story: Story, event: CaseEvent) {
  story.told.push(event)
  story.kase = applyEvent(story.kase, event)
}

/** A closed or merged case owes nothing: its clocks stop and nobody is asked to take it. */
function restClocks(story: Story) {
  const { kase, now } = story
  if (kase.offer) say(story, happened('escalation-withdrawn', now, 'desk', { id: kase.offer.id }))
  for (const { id, state } of story.kase.deadlines)
    if (state === 'running' || state === 'paused') say(story, happened('deadline-withdrawn', now, 'desk', { id }))
}

/** Asks the policy, and writes the answer down where it differs from the last one. */
function writeDuties(story: Story): SavedDuties {
  const { house, kase, now } = story
  const facts = factsAbout(kase, house.facts)
  const duties = saveDuties(house.duties(facts))
  // Through JSON, as the saved fold has been: only what can be written down can differ.
  if (JSON.stringify(duties) !== JSON.stringify(kase.duties))
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
    const dueAt = Object.fromEntries(paused.map((deadline) => [deadline.id, goOn(deadline, house, now, always).toString()]))
    say(story, happened('deadlines-resumed', now, 'desk', { dueAt }))
  }
  for (const { id } of running(story.kase, 'follow-up-by')) say(story, happened('deadline-withdrawn', now, 'desk', { id }))
}

/** A paused clock has as much time left, in the hours that it counts, as it had when it stopped. */
function goOn(deadline: Deadline & { state: 'paused' }, house: House, now: Temporal.Instant, always: boolean) {
  const { pausedAt, dueAt } = deadline
  if (Temporal.Instant.compare(dueAt, pausedAt) <= 0) return dueAt
  const left = always ? pausedAt.until(dueAt) : workingTimeBetween(pausedAt, dueAt, house.deskHours)
  return dueAfter(house, now, left, always)
}

function meetWhatIsDone(story: Story) {
  const { kase, now } = story
  const meet = (kind: ClockKind) => {
    for (const { id } of running(kase, kind)) say(story, happened('deadline-met', now, 'desk', { id }))
  }
  if (!kase.unansweredSince) meet('acknowledge-by')
  if (kase.actedAt) meet('act-by')
  if (kase.inDoubt.length === 0) meet('in-doubt-by')
  const { lastReplyAt } = kase
  if (lastReplyAt)
    for (const { id, setAt } of running(kase, 'next-update-by'))
      if (Temporal.Instant.compare(lastReplyAt, setAt) > 0) say(story, happened('deadline-met', now, 'desk', { id }))
}

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
    const inTime =
      Temporal.Instant.compare(lastReplyAt, dueAt) <= 0 && Temporal.Instant.compare(lastReplyAt, setAt) >= 0
    if (!inTime || !kase.failureChain.some(({ about }) => about === id)) continue
    say(story, happened('failure-withdrawn', now, 'desk', { about: id }))
    say(story, happened('deadline-met', now, 'desk', { id }))
  }
}

function armClocks(story: Story, { clocks }: SavedDuties) {
  const { kase, house } = story
  const due = (since: Temporal.Instant, within: string) =>
    dueAfter(house, since, Temporal.Duration.from(within), clocks.always)
  if (kase.unansweredSince)
    arm(story, 'acknowledge-by', kase.unansweredSince, due(kase.unansweredSince, clocks.acknowledgeWithin))
  if (!kase.actedAt) arm(story, 'act-by', kase.actSince, due(kase.actSince, clocks.actWithin))
  if (kase.inDoubt.length > 0 && running(story.kase, 'in-doubt-by').length === 0)
    set(story, 'in-doubt-by', due(story.now, clocks.acknowledgeWithin))
  if (story.kase.turn === 'customers' && running(story.kase, 'follow-up-by').length === 0)
    set(story, 'follow-up-by', due(story.now, clocks.followUpWithin))
}

/** Sets a clock that is not yet set for this debt, or brings it forward. One that has run out stays missed. */
function arm(story: Story, kind: ClockKind, since: Temporal.Instant, dueAt: Temporal.Instant) {
  const ofKind = story.kase.deadlines.filter((deadline) => deadline.kind === kind)
  const active = ofKind.find(({ state }) => state === 'running' || state === 'paused')
  if (active) {
    if (active.state === 'running' && Temporal.Instant.compare(dueAt, active.dueAt) < 0)
      say(story, happened('deadline-moved', story.now, 'desk', { id: active.id, dueAt: dueAt.toString() }))
    return
  }
  const alreadyMissed = ofKind.some(
    ({ state, setAt }) => state === 'missed' && Temporal.Instant.compare(setAt, since) >= 0,
  )
  if (!alreadyMissed) set(story, kind, dueAt)
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

/** Offers the case to the rung that policy asks for at least, unless it or an open offer already stands there. */
function offerUpward(story: Story, duties: SavedDuties) {
  const { kase, house, now } = story
  const wanted = heightOf(house, duties.rung)
  const standing = Math.max(heightOf(house, kase.rung), kase.offer ? heightOf(house, kase.offer.rung) : 0)
  if (wanted <= standing) return
  if (kase.offer) say(story, happened('escalation-withdrawn', now, 'desk', { id: kase.offer.id }))
  say(story, offerTo(story.kase, rungNamed(house, duties.rung), house, now, { trigger: 'policy', by: 'desk' }))
}

/** Whatever else is true, somebody has to look again: an open case always has a date besides an open offer's. */
function keepAlive(story: Story, { clocks }: SavedDuties) {
  const { kase, house, now } = story
  if (kase.deadlines.some((deadline) => isRunning(deadline) && deadline.kind !== 'accept-by')) return
  const dueAt = dueAfter(house, now, Temporal.Duration.from(clocks.updateEvery), clocks.always)
  set(story, 'next-update-by', dueAt)
}

const running = (kase: Case, kind: ClockKind) =>
  kase.deadlines.filter((deadline) => isRunning(deadline) && deadline.kind === kind)
