import { stepsToTop, type Ladder, type Rung } from '../policy/ladder.ts'
import { onDuty } from '../policy/rota.ts'

/** One call to one colleague about a danger. Each is called twice before somebody else is. */
export type PageCall = { to: string; rung: string; round: number; at: Temporal.Instant }

/** What is done next about a danger that nobody has taken: who is called, whether it is silent, and when to look again. */
export type PageStep = {
  calls: Omit<PageCall, 'at'>[]
  /** Whoever could be called has been, and nobody has answered; or nobody is on call at all. */
  isSilent: boolean
  nextAt: Temporal.Instant
}

/** So long somebody who is called has for an answer, where their rung says nothing else. */
const patience = Temporal.Duration.from({ minutes: 10 })

/** How often everybody is called again once nobody has answered, and how often after two hours of it. */
const insist = { soon: Temporal.Duration.from({ minutes: 15 }), later: Temporal.Duration.from({ hours: 1 }) }
const longSilence = Temporal.Duration.from({ hours: 2 })

/** How soon it is seen, while it is silent, that somebody is on duty after all: by the rota, or because the rota has changed. */
const lookOut = Temporal.Duration.from({ minutes: 1 })

/** How long a rung has for answering a page before the next is called. */
const answersWithin = ({ answersPageWithin }: Rung): Temporal.Duration => answersPageWithin ?? patience

/**
 * The next step of a page: whoever is on duty on the rung that is asked is called first, and again at half of the time
 * they have; then the next of that rung, then the rungs above, as far as somebody is on call there. Nobody is called who is
 * not on duty. When the ladder has nobody left, it is silent: whoever was called and is on duty is called again and again,
 * and whoever comes on duty is called within a minute.
 */
export function nextPageStep(
  {
    rung,
    first,
    calls,
    openedAt,
  }: { rung: string; first: string; calls: readonly PageCall[]; openedAt: Temporal.Instant },
  ladder: Ladder,
  now: Temporal.Instant,
): PageStep {
  const rungs = fromHere(rung, ladder)
  const last = calls.at(-1)
  const lastRung = last && rungs.find(({ id }) => id === last.rung)
  if (last && lastRung && last.round === 1 && onDuty(lastRung, now).includes(last.to))
    return calling({ to: last.to, rung: last.rung, round: 2 }, lastRung, now)
  const next = nextUncalled(rungs, first, calls, now)
  if (next) return calling({ to: next.who, rung: next.rung.id, round: 1 }, next.rung, now)
  return {
    calls: isTimeAgain(calls, openedAt, now) ? calledOnDuty(rungs, calls, now) : [],
    isSilent: true,
    nextAt: now.add(lookOut),
  }
}

/** Whether those who were called are called again: as soon as it is silent, and then ever so often. */
function isTimeAgain(calls: readonly PageCall[], openedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  const last = calls.at(-1)
  if (!last) return false
  if (calls.every(({ round }) => round <= 2)) return true
  const isLong = Temporal.Duration.compare(openedAt.until(now), longSilence) > 0
  return Temporal.Instant.compare(last.at.add(isLong ? insist.later : insist.soon), now) <= 0
}

const calling = (call: Omit<PageCall, 'at'>, rung: Rung, now: Temporal.Instant): PageStep => ({
  calls: [call],
  isSilent: false,
  nextAt: now.add({ milliseconds: Math.max(60_000, answersWithin(rung).total('milliseconds') / 2) }),
})

/** The rungs from one up to the top. */
function fromHere(id: string, ladder: Ladder): Rung[] {
  const here = ladder.find((rung) => rung.id === id)
  if (!here || stepsToTop(here.id, ladder) === Infinity) return [...ladder]
  const rungs = [here]
  for (let at = here; at.climbsTo !== undefined;) {
    const above = ladder.find((rung) => rung.id === at.climbsTo)
    if (!above) break
    rungs.push(above)
    at = above
  }
  return rungs
}

function nextUncalled(
  rungs: readonly Rung[],
  first: string,
  calls: readonly PageCall[],
  now: Temporal.Instant,
): { who: string; rung: Rung } | undefined {
  for (const rung of rungs) {
    const there = onDuty(rung, now)
    const inOrder = there.includes(first) ? [first, ...there] : there
    const who = inOrder.find((handle) => !calls.some(({ to }) => to === handle))
    if (who !== undefined) return { who, rung }
  }
  return undefined
}

/** Whoever was called and is on duty now, each once, with how often they have been. */
function calledOnDuty(
  rungs: readonly Rung[],
  calls: readonly PageCall[],
  now: Temporal.Instant,
): Omit<PageCall, 'at'>[] {
  const there = new Set(rungs.flatMap((rung) => onDuty(rung, now)))
  const newest = new Map(calls.map((call) => [call.to, call]))
  return [...newest.values()]
    .filter(({ to }) => there.has(to))
    .map(({ to, rung, round }) => ({ to, rung, round: round + 1 }))
}
