import { z } from 'zod'
import type { Cell } from './cell.ts'
import type { Fact } from './fact.ts'
import type { Note } from './note.ts'
import { cellOf, WrittenCells } from './table.ts'

/** Facts that never come together, such as a press report about somebody who wrote nothing in public. */
export type Exclusion = { readonly reads: readonly string[]; readonly when: readonly Cell[] }

/** A combination as a policy writes it down under `impossible`. */
export const WrittenExclusion = z.strictObject({
  when: WrittenCells.refine((when) => Object.keys(when).length > 0, 'A combination names some facts.'),
})

/** The combination that was written, in facts of the policy. */
export function exclusionOf(
  { when }: z.output<typeof WrittenExclusion>,
  facts: readonly Fact[],
  place: string,
  note: Note,
): Exclusion {
  const read = Object.entries(when).flatMap(([name, text]) => {
    const fact = facts.find((known) => known.name === name)
    if (!fact) note(`${place}.when.${name}`, 'there is no such fact.')
    const cell = fact && cellOf(String(text), fact, `${place}.when.${name}`, note)
    return cell ? [{ name, cell }] : []
  })
  return { reads: read.map(({ name }) => name), when: read.map(({ cell }) => cell) }
}
