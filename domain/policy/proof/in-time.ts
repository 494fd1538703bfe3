import { codeOf, valueOf } from '../fact.ts'
import type { FloorTerm } from '../floor.ts'
import type { BusinessCalendar } from '../law/business-calendar.ts'
import { promisesOver, type Late } from '../law/kept-in-time.ts'
import type { Clock, Regime, Term } from '../law/regime.ts'
import type { LawShelf } from '../law/shelf.ts'
import type { Budget } from './budget.ts'
import type { Column } from './column.ts'
import type { FaultKind, Finding, Limit } from './finding.ts'
import type { Grid, GridFact } from './grid.ts'
import { wholeBox } from './look.ts'
import { notProved } from './not-proved.ts'
import { reachedAt } from './reach.ts'
import { both, liesIn, narrowed, seek, type Question } from './seek.ts'

/** Dates that a table writes later than the law has them, for a complaint received on some day of the calendar's horizon. */
export function findUnlawful(grid: Grid, shelf: LawShelf, budget: Budget): Finding[] {
  const { law } = grid.compiled.policy
  const desks = desksOn(grid)
  return law.regimes.flatMap((id): Finding[] => {
    const regime = shelf.regimes.find((known) => known.id === id)
    const calendar = shelf.calendars.find((known) => known.id === regime?.calendar)
    if (!regime) return [{ ...notProved('unlawful', null), saying: { says: 'no-such-regime', regime: id } }]
    if (!calendar) return [noCalendar('unlawful', regime.calendar)]
    return datesOf(grid).flatMap(({ column, fact }) => {
      const term = fact.fact.owed && termOf(regime, fact.fact.owed)
      if (!term) return []
      const limit = { by: 'law', regime: id, clock: fact.fact.owed ?? '' } as const
      const against: Against = { kind: 'unlawful', term, calendar, limit, regime, desk: desks(calendar) }
      return lateDates(column, fact, against, grid, budget)
    })
  })
}

/** Dates that a table writes later than a term of the policy's own floor. */
export function findBelowFloorTerms(grid: Grid, shelf: LawShelf, budget: Budget): Finding[] {
  const desks = desksOn(grid)
  return grid.compiled.policy.floor.flatMap((floor: FloorTerm): Finding[] => {
    if (!('term' in floor)) return []
    const calendar = shelf.calendars.find(({ id }) => id === floor.calendar)
    if (!calendar) return [noCalendar('below-floor', floor.calendar)]
    const limit = { by: 'floor', term: `${floor.term.n} ${floor.term.unit}` } as const
    const against: Against = {
      kind: 'below-floor',
      term: floor.term,
      calendar,
      limit,
      regime: null,
      desk: desks(calendar),
    }
    return durationsOf(grid)
      .filter(({ fact }) => fact.fact.name === floor.output)
      .flatMap(({ column, fact }) => lateDates(column, fact, against, grid, budget))
  })
}

const noCalendar = (about: FaultKind, calendar: string): Finding => ({
  ...notProved(about, null),
  saying: { says: 'no-such-calendar', calendar },
})

const termOf = (regime: Regime, clock: Clock): Term | undefined => regime[clock]

/** The outputs that give a time to wait, with the columns that give them. */
const durationsOf = (grid: Grid): { column: Column; fact: GridFact }[] =>
  grid.columns.flatMap((column) =>
    column.gives.flatMap((place) => {
      const fact = grid.facts[place]
      return fact?.fact.domain.type === 'duration' ? [{ column, fact }] : []
    }),
  )

const datesOf = (grid: Grid) => durationsOf(grid).filter(({ fact }) => fact.fact.owed !== null)

type Desk = ReturnType<typeof promisesOver>

/** The promises of the desk over a calendar, made out once each. */
function desksOn(grid: Grid): (calendar: BusinessCalendar) => Desk {
  const made = new Map<string, Desk>()
  return (calendar) => {
    const desk = made.get(calendar.id) ?? promisesOver(grid.compiled.policy.hours, calendar)
    made.set(calendar.id, desk)
    return desk
  }
}

type Against = {
  kind: 'unlawful' | 'below-floor'
  term: Term
  calendar: BusinessCalendar
  limit: Limit
  regime: Regime | null
  desk: Desk
}

function lateDates(column: Column, fact: GridFact, against: Against, grid: Grid, budget: Budget): Finding[] {
  const { desk, term, regime, kind } = against
  // A time that is added up or listed is no single answer that could be held against a date.
  if (column.way !== 'first') return [notProved(kind, column.table.table.id)]
  return fact.codes.flatMap((code, at) =>
    (code === null ? [] : [false, true]).flatMap((isAlways): Finding[] => {
      const late = desk.lateFor(code ?? 0, isAlways, term, regime?.from, regime?.until)
      const question = late && dateQuestion(column, fact, at, isAlways, grid)
      if (!question) return []
      const sought = seek(grid, question, underRegime(regime, grid), budget)
      const { id } = column.table.table
      if (!sought.found) return sought.isProved ? [] : [notProved(kind, id)]
      const { point: _, ...reached } = reachedAt(grid, column, question, sought.found, budget)
      const answer = valueOf(code ?? 0, fact.fact.domain)
      return [{ kind, ...reached, saying: saying(fact, answer, against, late) }]
    }),
  )
}

const saying = (fact: GridFact, answer: ReturnType<typeof valueOf>, { limit }: Against, late: Late) =>
  ({
    says: 'too-late',
    output: fact.fact.name,
    answer,
    against: limit,
    late: { start: String(late.start), promised: String(late.promised), latest: String(late.latest) },
  }) as const

/** Whether a date is given, counted round the clock or in the hours of the desk; null where a policy knows but one way. */
function dateQuestion(
  column: Column,
  fact: GridFact,
  at: number,
  isAlways: boolean,
  grid: Grid,
): Question | null {
  const always = grid.facts.find(
    ({ fact: { name, domain }, givenBy }) => name === 'always' && domain.type === 'boolean' && givenBy >= 0,
  )
  const giver = grid.columns[always?.givenBy ?? -1]
  if (!always || !giver)
    return isAlways
      ? null
      : { goals: [column], asks: ({ box }) => liesIn(grid, box, fact.place, (other) => other === at) }
  const yes = always.codes.indexOf(1)
  return {
    goals: [column, giver],
    asks: ({ box }) =>
      both(
        liesIn(grid, box, fact.place, (other) => other === at),
        liesIn(grid, box, always.place, (other) => (other === yes) === isAlways),
      ),
  }
}

/** The complaints that fall under a regime: those whose fact says so, or all of them. */
function underRegime(regime: Regime | null, grid: Grid) {
  const { by } = grid.compiled.policy.law
  const whole = wholeBox(grid)
  const fact = grid.facts.find(({ fact: { name } }) => name === by)
  if (!regime || !fact) return whole
  const code = codeOf(regime.id, fact.fact.domain)
  const classes = fact.codes.flatMap((_, at) =>
    code !== null && (fact.spans[at] ?? []).some(([from, to]) => from <= code && code <= to) ? [at] : [],
  )
  return narrowed(grid, whole, fact.place, classes)
}
