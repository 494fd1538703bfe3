import type { Case, Failure, Offer, ReplyOnItsWay } from './case.ts'
import { readClaim, type SavedClaim } from '../claim/read-claim.ts'
import { readRemedy, type SavedRemedy } from '../remedy/read-remedy.ts'
import type { Attempt } from './customers-word.ts'
import type { Deadline, Stretch } from './deadline.ts'
import type { Saved } from './saved.ts'

/** A case as JSON holds it: instants as RFC 3339 text. `JSON.stringify(case)` writes it. */
export type SavedCase = Omit<Saved<Case>, 'claims' | 'remedies'> & {
  claims?: SavedClaim[]
  remedies?: SavedRemedy[]
}

const instant = (text: string) => Temporal.Instant.from(text)
const maybe = (text: string | null) => (text === null ? null : instant(text))

/** Reads a saved case back. */
export const readCase = ({
  lastUpdateAt,
  remedies,
  deedAt,
  invited,
  word,
  attempts,
  toldNo,
  closed,
  ...saved
}: SavedCase): Case => ({
  ...saved,
  heldSince: instant(saved.heldSince),
  openedAt: instant(saved.openedAt),
  lastContactAt: instant(saved.lastContactAt),
  unansweredSince: maybe(saved.unansweredSince),
  actSince: instant(saved.actSince),
  actedAt: maybe(saved.actedAt),
  lastReplyAt: maybe(saved.lastReplyAt),
  ...(lastUpdateAt !== undefined && { lastUpdateAt: maybe(lastUpdateAt) }),
  onTheWay: saved.onTheWay.map((reply): ReplyOnItsWay => ({
    ...reply,
    missedContact: maybe(reply.missedContact),
  })),
  offer: saved.offer && readOffer(saved.offer),
  snooze: saved.snooze && { ...saved.snooze, until: instant(saved.snooze.until) },
  // A case that was saved before there were claims has none.
  claims: (saved.claims ?? []).map(readClaim),
  ...(remedies && { remedies: remedies.map(readRemedy) }),
  failureChain: saved.failureChain.map((failure): Failure => ({ ...failure, at: instant(failure.at) })),
  deadlines: saved.deadlines.map(readDeadline),
  ...(deedAt !== undefined && { deedAt: instant(deedAt) }),
  ...(invited && { invited: { ...invited, at: instant(invited.at) } }),
  ...(word && { word: { ...word, at: instant(word.at) } }),
  ...(attempts && {
    attempts: attempts.map((attempt): Attempt => ({ ...attempt, at: instant(attempt.at) })),
  }),
  ...(toldNo && { toldNo: { ...toldNo, at: instant(toldNo.at) } }),
  ...(closed && { closed: { ...closed, at: instant(closed.at) } }),
})

const readOffer = (saved: Saved<Offer>): Offer => ({ ...saved, offeredAt: instant(saved.offeredAt) })

function readDeadline(saved: Saved<Deadline>): Deadline {
  const { id, kind } = saved
  const stood = saved.stood.map(({ from, until }): Stretch => ({
    from: instant(from),
    until: instant(until),
  }))
  const common = { id, kind, setAt: instant(saved.setAt), dueAt: instant(saved.dueAt), stood }
  switch (saved.state) {
    case 'running':
      return { ...common, state: 'running', near: saved.near }
    case 'paused':
      return { ...common, state: 'paused', pausedAt: instant(saved.pausedAt) }
    case 'met':
    case 'missed':
    case 'withdrawn':
      return {
        ...common,
        state: saved.state,
        endedAt: instant(saved.endedAt),
        ...(saved.pausedAt !== undefined && { pausedAt: instant(saved.pausedAt) }),
      }
  }
}
