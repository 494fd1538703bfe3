import { weekDays, type HoursLine } from './staffing.ts'

/** Whether rungs together are open at every hour of the week: those of a zone are held together, by its clock. */
export function coversTheWeek(rungs: readonly { zone: string; hours: readonly HoursLine[] }[]): boolean {
  const zones = Object.values(Object.groupBy(rungs, ({ zone }) => zone))
  return zones.some((together) => {
    const lines = (together ?? []).flatMap(({ hours }) => hours)
    return weekDays.every((day) => fillsADay(lines.filter(({ days }) => days.includes(day))))
  })
}

function fillsADay(lines: readonly Pick<HoursLine, 'from' | 'to'>[]): boolean {
  const until = lines
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .reduce((reached, { from, to }) => (from <= reached && to > reached ? to : reached), '00:00')
  return until === '24:00'
}
