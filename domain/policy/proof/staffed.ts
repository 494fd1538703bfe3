import type { Rung } from '../ladder.ts'
import { lowestRung } from '../ladder.ts'
import type { Week } from '../../deadline/hours.ts'
import type { Budget } from './budget.ts'
import type { Finding, WeekHole } from './finding.ts'
import type { Grid } from './grid.ts'
import { wholeBox } from './look.ts'
import { answersIn, reachedAt } from './reach.ts'
import { seek } from './seek.ts'

/** Rungs that a case can reach, by a table or by climbing, and that promise hours in which nobody is there. */
export function findUnstaffed(grid: Grid, budget: Budget): Finding[] {
  const { policy } = grid.compiled
  return policy.ladder.flatMap((rung): Finding[] => {
    const holes = weekHoles(rung)
    if (holes.length === 0) return []
    const reached = reachOf(rung, grid, budget)
    return reached
      ? [{ kind: 'unstaffed', ...reached, saying: { says: 'nobody-there', rung: rung.id, holes } }]
      : []
  })
}

type Reached = Omit<Finding, 'kind' | 'saying'>

const byItself: Reached = { table: null, rows: [], facts: {}, instead: null, where: [] }

/** How a case comes to a rung; null where none ever does. What cannot be told within the budget counts as reached. */
function reachOf(rung: Rung, grid: Grid, budget: Budget, below: readonly string[] = []): Reached | null {
  const { ladder } = grid.compiled.policy
  const givers = grid.columns.filter(({ gives }) =>
    gives.some((place) => grid.facts[place]?.fact.name === 'rung'),
  )
  if (givers.length === 0 && lowestRung(ladder).id === rung.id) return byItself
  for (const column of givers) {
    const classes = column.gives.map((place) => {
      const fact = grid.facts[place]
      if (fact?.fact.name !== 'rung' || fact.fact.domain.type !== 'enum') return () => true
      const code = fact.fact.domain.values.indexOf(rung.id)
      return (at: number) => fact.codes[at] === code
    })
    const question = answersIn(grid, column, classes)
    const sought = seek(grid, question, wholeBox(grid), budget)
    if (sought.found) {
      const { point: _, ...reached } = reachedAt(grid, column, question, sought.found, budget)
      return reached
    }
    if (!sought.isProved) return byItself
  }
  const under = ladder.filter(({ id, climbsTo }) => climbsTo === rung.id && !below.includes(id))
  for (const lower of under) {
    const reached = reachOf(lower, grid, budget, [...below, rung.id])
    if (reached) return reached
  }
  return null
}

const weekLong = 7 * 24 * 60

/**
 * The minutes of the week that a rung promises and nobody keeps, on its own clock: hours and rota change with the clocks
 * and close on holidays together, so one week says it for all.
 */
function weekHoles({ hours, rota }: Rung): WeekHole[] {
  const kept = new Uint8Array(weekLong)
  for (const { hours: shift } of rota) eachMinute(shift.week, (minute) => (kept[minute] = 1))
  const open = new Uint8Array(weekLong)
  eachMinute(hours.week, (minute) => (open[minute] = kept[minute] === 1 ? 0 : 1))
  const holes: WeekHole[] = []
  for (let minute = 0; minute < weekLong; minute++) {
    if (open[minute] !== 1) continue
    const from = minute
    while (minute < weekLong && open[minute] === 1) minute++
    holes.push({ from, until: minute })
  }
  return acrossSunday(holes)
}

/** A hole that begins before Monday 00:00 and goes on after it is one. */
function acrossSunday(holes: readonly WeekHole[]): WeekHole[] {
  const [first, last] = [holes[0], holes.at(-1)]
  if (!first || !last || first === last || first.from !== 0 || last.until !== weekLong) return [...holes]
  return [...holes.slice(1, -1), { from: last.from, until: weekLong + first.until }]
}

function eachMinute(week: Week, tell: (minute: number) => void) {
  for (const [day, openings] of week.entries())
    for (const { opens, closes } of openings)
      for (let minute = opens; minute < closes; minute++) tell(day * 24 * 60 + minute)
}
