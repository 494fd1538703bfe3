import { z } from 'zod'
import { codeOf, wordsFor, type Fact, type FactValue } from './fact.ts'
import { WrittenTerm, type Term } from './law/regime.ts'
import type { Note } from './note.ts'

/**
 * What nobody is given less than: of an output, the least value, or the latest one where it is a time to wait;
 * or, of a date, a term counted on a calendar of the law shelf.
 */
export type FloorTerm = { readonly output: string } & (
  | { readonly least: FactValue }
  | { readonly term: Term; readonly calendar: string }
)

const OnCalendar = WrittenTerm.extend({ calendar: z.string().min(1) })

/** A floor as a policy writes it: `{acknowledgeWithin: PT8H, answerWithin: {n: 4, unit: w, calendar: GB-ENG}}`. */
export const WrittenFloor = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), OnCalendar], {
    error: 'A floor is a value of the output, or a term like {n: 4, unit: w, calendar: GB-ENG}.',
  }),
)

/** The floor that was written, for outputs that some table gives. */
export function floorOf(
  written: z.output<typeof WrittenFloor>,
  outputs: readonly Fact[],
  note: Note,
): FloorTerm[] {
  return Object.entries(written).flatMap(([name, least]): FloorTerm[] => {
    const place = `floor.${name}`
    const output = outputs.find((given) => given.name === name)
    if (!output) {
      note(place, 'no table gives an output of this name.')
      return []
    }
    const { domain } = output
    if (typeof least === 'object') {
      const { calendar, ...term } = least
      if (domain.type !== 'duration')
        note(place, 'a term on a calendar is the floor of a time to wait, which is a duration.')
      return [{ output: name, term, calendar }]
    }
    const isOrdered = domain.type !== 'boolean' && (domain.type !== 'enum' || output.upIsWorse)
    if (!isOrdered) note(place, 'a floor needs an order: say `order: worse` at the output.')
    if (codeOf(least, domain) === null) note(place, `${JSON.stringify(least)} is not ${wordsFor(domain)}.`)
    return [{ output: name, least }]
  })
}
