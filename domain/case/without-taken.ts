import type { Case } from './case.ts'
import { ended, reinstated } from './change-deadline.ts'
import type { Deadline, Stretch } from './deadline.ts'
import type { EventData } from './event.ts'
import { reached } from './stage.ts'

type Undone = EventData['merge-undone']
type Own = NonNullable<Undone['own']>

/** The case without one that it had taken over: what counted over both counts over its own history again. */
export function withoutTaken(kase: Case, undone: Undone, at: Temporal.Instant): Case {
  const { case: other, failures, missed, contacts, claims = [], remedies = [], own } = undone
  const { snooze } = kase
  const apart: Case = {
    ...kase,
    tookOver: kase.tookOver.filter((id) => id !== other),
    failures: kase.failures - failures,
    missed: kase.missed - missed,
    contacts: kase.contacts - contacts,
    claims: kase.claims.filter(({ id }) => !claims.includes(id)),
    ...withoutRemedies(kase, remedies),
    // What it rests by is compared with these.
    snooze: snooze && { ...snooze, contacts: snooze.contacts - contacts, missed: snooze.missed - missed },
  }
  if (!own) return apart
  const { turn, actSince, unansweredSince, holder, danger, word } = own
  const said = word ? withOwnWord(apart, word) : apart
  return {
    ...(danger ? withOwnDanger(said, danger) : said),
    turn,
    actSince: Temporal.Instant.from(actSince),
    unansweredSince: unansweredSince === null ? null : Temporal.Instant.from(unansweredSince),
    deadlines: kase.deadlines.map((deadline) => itsOwn(deadline, own, at)),
    ...(holder && { ...holder, heldSince: Temporal.Instant.from(holder.heldSince) }),
  }
}

/** Its remedies without those that go back with the other. */
function withoutRemedies({ remedies }: Case, gone: readonly string[]): Pick<Case, 'remedies'> {
  return remedies && gone.length > 0 ? { remedies: remedies.filter(({ id }) => !gone.includes(id)) } : {}
}

/** The case with what its customer said of it by itself: that it is settled. */
const withOwnWord = (kase: Case, word: NonNullable<Own['word']>): Case => ({
  ...reached(kase, 'customer-confirmed'),
  word: { ...word, at: Temporal.Instant.from(word.at) },
})

/** The case with the harm that was entered of itself, and the danger that was spoken of here. */
function withOwnDanger(kase: Case, { harm, spokeOf }: NonNullable<Own['danger']>): Case {
  const { spokeOfDanger: _, ...rest } = kase
  const { harm: _both, ...facts } = kase.facts
  return {
    ...rest,
    facts: harm === null ? facts : { ...facts, harm },
    ...(spokeOf && { spokeOfDanger: true as const }),
  }
}

function itsOwn(deadline: Deadline, { dates, gone }: Own, at: Temporal.Instant): Deadline {
  if (gone.includes(deadline.id)) return ended('withdrawn', at)(deadline)
  const stands = dates[deadline.id]
  if (!stands) return deadline
  const { id, kind } = deadline
  const setAt = stands.setAt === undefined ? deadline.setAt : Temporal.Instant.from(stands.setAt)
  const stood = stands.stood?.map(asStretch) ?? deadline.stood
  const date = { id, kind, setAt, stood, dueAt: Temporal.Instant.from(stands.dueAt) }
  if (stands.metAt !== undefined)
    return { ...date, state: 'met', endedAt: Temporal.Instant.from(stands.metAt) }
  if (stands.missedAt !== undefined)
    return { ...date, state: 'missed', endedAt: Temporal.Instant.from(stands.missedAt) }
  return stands.pausedAt === undefined
    ? { ...date, state: 'running', near: false }
    : { ...date, state: 'paused', pausedAt: Temporal.Instant.from(stands.pausedAt) }
}

const asStretch = ({ from, until }: { from: string; until: string }): Stretch => ({
  from: Temporal.Instant.from(from),
  until: Temporal.Instant.from(until),
})

/** The case with dates that had been laid to rest with it running, or standing still, again. */
export const withDatesAgain = (kase: Case, dates: readonly string[]): Case => ({
  ...kase,
  deadlines: kase.deadlines.map((deadline) =>
    dates.includes(deadline.id) ? reinstated(deadline) : deadline,
  ),
})
