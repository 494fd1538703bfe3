import { parse } from 'yaml'
import { z } from 'zod'
import { readBusinessCalendar } from '#domain/policy/law/business-calendar.ts'
import { readRegime } from '#domain/policy/law/regime.ts'
import type { LawShelf } from '#domain/policy/law/shelf.ts'

/** The law shelf as it was when the screens were built: the same files that the desk reads. */
export function readLawShelf(): LawShelf {
  const regimes = import.meta.glob('../../../packs/law/regimes/*.yaml', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  const calendars = import.meta.glob('../../../packs/law/calendars/*.yaml', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  return {
    regimes: Object.values(regimes).map((text) => readRegime(parse(z.string().parse(text)))),
    calendars: Object.values(calendars).map((text) => readBusinessCalendar(parse(z.string().parse(text)))),
  }
}
