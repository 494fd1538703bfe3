import { isOpenAt, openTimeAfter, type OpenTime } from '../deadline/calendar.ts'
import type { Absence, Rung } from './ladder.ts'
import { always, withoutThose } from './not-here-yet.ts'

/** How far ahead a rota is searched for whoever comes next. */
const horizon = 60

/** Who is on duty on a rung at a moment, in the order of its rota: whoever is away is not, but their stand-in is. */
export function onDuty({ rota, absences }: Rung, at: Temporal.Instant): string[] {
  const there = rota.flatMap(({ who, hours }) =>
    isOpenAt(at, hours) ? (presentFor(who, at, absences) ?? []) : [],
  )
  return [...new Set(there)]
}

/**
 * Who is on duty now or comes on duty next, and from when. There is always somebody:
 * where nobody comes within 60 days, the first of the rota who is not away answers at once, else the first.
 */
export function nextOnDuty(rung: Rung, at: Temporal.Instant): { who: string; from: Temporal.Instant } {
  const { who, from } = comingNext(rung, at)
  return { who: who[0], from }
}

type Several = readonly [string, ...string[]]

/** All who come on duty at the next moment at which anybody does, in the order of the rota. */
function comingNext(rung: Rung, at: Temporal.Instant): { who: Several; from: Temporal.Instant } {
  const { rota, absences, id } = rung
  const shifts = rota.flatMap((_, place) => presence(rung, place, at, horizon).next().value ?? [])
  const [first, ...later] = shifts.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))
  if (first) {
    const together = later.filter(({ who, from }) => from.equals(first.from) && who !== first.who)
    return { who: [first.who, ...new Set(together.map(({ who }) => who))], from: first.from }
  }
  const [head] = rota
  if (!head) throw new RangeError(`The rung ${id} has nobody on its rota.`)
  const there = rota.flatMap(({ who }) => presentFor(who, at, absences) ?? [])
  return { who: [there[0] ?? head.who], from: at }
}

/**
 * Whom to ask on a rung: one of those on duty, else of those who come next, chosen evenly by `spread`, such as a case number.
 * Whoever has never signed in is asked only where nobody else stands, and whoever may not see the case only while nobody
 * who may is on duty.
 */
export function whoFor(staffed: Rung, at: Temporal.Instant, spread: number): string {
  const rung = withoutTheBlind(withoutNewcomers(staffed), at)
  const there = onDuty(rung, at)
  const asked = there.length > 0 ? there : comingNext(rung, at).who
  return asked[Math.abs(Math.trunc(spread)) % asked.length] ?? nextOnDuty(rung, at).who
}

function withoutNewcomers(rung: Rung): Rung {
  const { rota, notYet = [] } = rung
  return rota.every(({ who }) => notYet.includes(who)) ? rung : withoutThose(rung, notYet)
}

/** The rung of those who may see the case: while one of them is on duty, or comes and nobody at all is on duty. */
function withoutTheBlind(rung: Rung, at: Temporal.Instant): Rung {
  const { absences, blind = [] } = rung
  if (blind.length === 0) return rung
  const seeing = { ...rung, absences: [...absences, ...blind.map((who) => ({ who, ...always }))] }
  if (onDuty(seeing, at).length > 0) return seeing
  return onDuty(rung, at).length === 0 && comesAtAll(seeing, at) ? seeing : rung
}

const comesAtAll = (rung: Rung, at: Temporal.Instant): boolean =>
  rung.rota.some((_, place) => presence(rung, place, at, horizon).next().value)

/**
 * The stretches in which one row of a rota is kept, and by whom: cut where an absence begins or ends, and left out
 * where nobody stands in.
 */
export function* presence(
  { rota, absences }: Rung,
  row: number,
  after: Temporal.Instant,
  days: number,
): Generator<OpenTime & { who: string }> {
  const shift = rota[row]
  if (!shift) return
  for (const stretch of openTimeAfter(after, shift.hours, days))
    for (const piece of cutAt(stretch, absences)) {
      const who = presentFor(shift.who, piece.from, absences)
      if (who !== undefined) yield { ...piece, who }
    }
}

/** Who is there for somebody at a moment: they themselves, whoever stands in for them, or nobody. */
function presentFor(
  who: string,
  at: Temporal.Instant,
  absences: readonly Absence[],
  asked: readonly string[] = [],
): string | undefined {
  const away = absences.filter((absence) => absence.who === who && covers(absence, at))
  if (away.length === 0) return who
  const standIn = away.find((absence) => absence.standIn !== null)?.standIn
  // Two who stand in for each other while both are away are both away.
  if (standIn === undefined || standIn === null || asked.includes(standIn)) return undefined
  return presentFor(standIn, at, absences, [...asked, who])
}

const covers = ({ from, until }: Absence, at: Temporal.Instant) =>
  Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0

/** The stretch in pieces, in each of which nobody comes or goes. */
function cutAt({ from, until }: OpenTime, absences: readonly Absence[]): OpenTime[] {
  const inside = absences
    .flatMap((absence) => [absence.from, absence.until])
    .filter((at) => Temporal.Instant.compare(from, at) < 0 && Temporal.Instant.compare(at, until) < 0)
  const edges = [from, ...inside, until].toSorted((a, b) => Temporal.Instant.compare(a, b))
  return edges.flatMap((edge, place) => {
    const next = edges[place + 1]
    return next && !edge.equals(next) ? [{ from: edge, until: next }] : []
  })
}
