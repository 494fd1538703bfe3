import { isSameMatter } from '../text/matter.ts'
import type { Case } from './case.ts'

/** What is known of a message when its case is chosen. */
export type Arrival = {
  account: string | null
  person: string | null
  matter: readonly string[]
  at: Temporal.Instant
}

/** A case to which a message might belong, and by what it was found. */
export type Candidate = {
  id: string
  person: string | null
  state: Exclude<Case['state'], 'taken-back'>
  /** The thread of one of its messages, or its number in the subject, led here. */
  isReferredTo: boolean
  /** The account has itself written in this case. */
  hasWritten: boolean
  matter: readonly string[]
  lastContactAt: Temporal.Instant
}

export type Choice =
  | { join: string; because: 'thread' | 'same-matter' | 'chosen' }
  | {
      join: null
      links: { case: string; because: 'same-person' | 'quotes-its-thread'; state: 'confirmed' | 'proposed' }[]
    }

/** How long after the last contact the same words still mean the same matter. */
const window = Temporal.Duration.from({ hours: 24 * 30 })

/**
 * Chooses the case that a message joins. It joins only by thread or case number, when the writer belongs to the case,
 * or as the same matter of the same person within thirty days, also where we had closed it: the caller who comes back
 * has no thread to name. Anything else opens a case: linked where it is the same person's, the link only proposed where
 * a stranger quotes a thread. Of the cases that it refers to, the candidates name the nearest first.
 */
export function chooseCase(arrival: Arrival, candidates: readonly Candidate[]): Choice {
  const referred = candidates.filter(({ isReferredTo }) => isReferredTo)
  const own = referred.find((candidate) => belongs(arrival, candidate))
  if (own) return { join: own.id, because: 'thread' }

  const theirs = candidates
    .filter(({ person, state }) => arrival.person !== null && person === arrival.person && state !== 'merged')
    .toSorted(openThenNewest)
  const same = theirs.find(
    ({ matter, lastContactAt }) =>
      isRecent(lastContactAt, arrival.at) && isSameMatter(matter, arrival.matter),
  )
  if (same) return { join: same.id, because: 'same-matter' }

  return {
    join: null,
    links: [
      ...referred.map(({ id }) => ({ case: id, because: 'quotes-its-thread', state: 'proposed' }) as const),
      ...theirs
        .slice(0, 1)
        .map(({ id }) => ({ case: id, because: 'same-person', state: 'confirmed' }) as const),
    ],
  }
}

const openThenNewest = (a: Candidate, b: Candidate) =>
  Number(b.state === 'open') - Number(a.state === 'open') ||
  Temporal.Instant.compare(b.lastContactAt, a.lastContactAt)

const belongs = (arrival: Arrival, { hasWritten, person }: Candidate) =>
  hasWritten || (arrival.person !== null && arrival.person === person)

const isRecent = (contact: Temporal.Instant, at: Temporal.Instant) =>
  Math.abs(at.epochMilliseconds - contact.epochMilliseconds) <= window.total('milliseconds')
