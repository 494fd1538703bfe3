import { z } from 'zod'

const value = z.union([z.string(), z.number(), z.boolean()])
const Answers = z.record(z.string(), value)

const Row = z.looseObject({
  id: z.string(),
  when: z.record(z.string(), value),
  then: Answers,
  because: z.string().optional(),
})

const Table = z.looseObject({
  id: z.string(),
  reads: z.array(z.string()),
  gives: z.record(z.string(), z.unknown()),
  rows: z.array(Row),
  default: z.looseObject({ then: Answers, because: z.string().optional() }).optional(),
})

/**
 * A policy document as it is written, word by word: for what shows or compares what people wrote, after `readPolicy`
 * has made sure that it means something.
 */
export const WrittenPolicy = z.looseObject({
  name: z.string(),
  principles: z.record(z.string(), z.string()).default({}),
  facts: z.record(z.string(), z.unknown()),
  tables: z.array(Table),
  ladder: z.array(z.looseObject({ id: z.string() })),
})

export type WrittenPolicy = z.output<typeof WrittenPolicy>
export type WrittenTable = WrittenPolicy['tables'][number]
export type WrittenRow = WrittenTable['rows'][number]

/** The rows of a table, its default among them under that name: it always fits, and stands last. */
export const allRows = ({ rows, default: otherwise }: WrittenTable): readonly WrittenRow[] =>
  otherwise ? [...rows, { ...otherwise, id: 'default', when: {} }] : rows
