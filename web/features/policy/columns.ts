import { z } from 'zod'
import type { WrittenPolicy, WrittenRow, WrittenTable } from '#domain/policy/written-policy.ts'
import { waitsInWords } from './wait-words.ts'

/** A column of a table as one edits it: the row's name, what it asks, what it answers, the principle it stands on. */
export type Column =
  | { readonly part: 'id' }
  | { readonly part: 'when' | 'then'; readonly name: string }
  | { readonly part: 'because' }

/** The columns of a table, from left to right. */
export const columnsOf = ({ reads, gives }: WrittenTable): readonly Column[] => [
  { part: 'id' },
  ...reads.map((name) => ({ part: 'when' as const, name })),
  ...Object.keys(gives).map((name) => ({ part: 'then' as const, name })),
  { part: 'because' },
]

/** What stands in a cell, as it is written; empty where nothing does. */
export function cellText(row: WrittenRow, column: Column): string {
  switch (column.part) {
    case 'id':
      return row.id
    case 'because':
      return row.because ?? ''
    case 'when':
    case 'then':
      return String(row[column.part][column.name] ?? '')
  }
}

/** What stands in a cell as somebody writes it: times to wait are words there, and ISO 8601 in the document. */
export function typedText(policy: WrittenPolicy, row: WrittenRow, column: Column): string {
  const text = cellText(row, column)
  return 'name' in column && declaredAs(policy, column.name)?.type === 'duration' ? waitsInWords(text) : text
}

const Declared = z.looseObject({
  type: z.string(),
  values: z.array(z.string()).optional(),
  label: z.string().optional(),
  unknown: z.union([z.boolean(), z.string()]).optional(),
  order: z.string().optional(),
  scale: z.number().optional(),
})

/** A fact or an output as a policy declares it; only what the screens ask about it. */
export type Declared = z.output<typeof Declared>

/** How a fact, or the output of a table, is declared; null where nothing of that name is. */
export function declaredAs({ facts, tables }: WrittenPolicy, name: string): Declared | null {
  const written = facts[name] ?? tables.find(({ gives }) => name in gives)?.gives[name]
  return Declared.safeParse(written).data ?? null
}

/** What a fact is about; of an output, what the facts are about from which it comes. */
export function labelsOf(policy: WrittenPolicy, name: string): readonly string[] {
  if (name in policy.facts) {
    const label = declaredAs(policy, name)?.label
    return label === undefined ? [] : [label]
  }
  // A table reads only what stands before it: this ends.
  const at = policy.tables.findIndex(({ gives }) => name in gives)
  const before = { ...policy, tables: policy.tables.slice(0, Math.max(0, at)) }
  return [...new Set((policy.tables[at]?.reads ?? []).flatMap((read) => labelsOf(before, read)))]
}
