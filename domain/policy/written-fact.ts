import { z } from 'zod'
import { codeOf, wordsFor, type Domain, type Fact } from './fact.ts'
import type { Note } from './note.ts'

const Label = z.enum(['matter', 'need', 'history', 'time', 'channel', 'visibility'])

/** A name as facts, outputs, tables, rows and rungs may have it; never one that every object already has. */
export const Name = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/, 'A name is made of letters, digits, "-" and "_", and begins with a letter.')
  .refine((name) => !(name in {}), 'This name cannot be used.')

const order = z.literal('worse').optional()
const bounds = { min: z.number().optional(), max: z.number().optional(), order }
const timeBounds = { min: z.string().optional(), max: z.string().optional(), order }
const types = {
  boolean: z.strictObject({ type: z.literal('boolean'), order }),
  enum: z.strictObject({ type: z.literal('enum'), values: z.array(z.string().min(1)).min(1), order }),
  integer: z.strictObject({ type: z.literal('integer'), ...bounds }),
  decimal: z.strictObject({ type: z.literal('decimal'), scale: z.int().min(0).max(9), ...bounds }),
  instant: z.strictObject({ type: z.literal('instant'), ...timeBounds }),
  duration: z.strictObject({ type: z.literal('duration'), ...timeBounds }),
}
const error = `A type is one of ${Object.keys(types).join(', ')}.`

/** An output as a table declares it: a type, perhaps bounds, perhaps an order. */
export const WrittenOutput = z.discriminatedUnion(
  'type',
  [types.boolean, types.enum, types.integer, types.decimal, types.instant, types.duration],
  { error },
)

const aboutFact = { label: Label.optional(), unknown: z.boolean().optional() }

/** A fact as a policy declares it. */
export const WrittenFact = z.discriminatedUnion(
  'type',
  [
    types.boolean.extend(aboutFact),
    types.enum.extend({ ...aboutFact, social: z.array(z.string()).optional() }),
    types.integer.extend(aboutFact),
    types.decimal.extend(aboutFact),
    types.instant.extend(aboutFact),
    types.duration.extend(aboutFact),
  ],
  { error },
)

/** The fact that was declared. What cannot be is told to `note` with its place. */
export function factOf(name: string, written: z.output<typeof WrittenFact>, note: Note): Fact {
  const place = `facts.${name}`
  const domain = domainOf(written, place, note)
  const label = written.label ?? null
  const social = 'social' in written && written.social ? written.social : []
  if (social.length > 0 && label !== 'channel') note(place, 'only a fact labelled channel has social values.')
  for (const value of social)
    if (codeOf(value, domain) === null) note(`${place}.social`, `"${value}" is not ${wordsFor(domain)}.`)
  return {
    name,
    domain,
    unknown: written.unknown ?? false,
    label,
    upIsWorse: written.order === 'worse',
    social: social.length === 0 && label === 'channel' ? ['social'] : social,
  }
}

/** The output that was declared, as the fact that later tables may read; it is unknown where its table is silent. */
export function outputOf(
  name: string,
  written: z.output<typeof WrittenOutput>,
  place: string,
  note: Note,
): Fact {
  const domain = domainOf(written, place, note)
  return { name, domain, unknown: true, label: null, upIsWorse: written.order === 'worse', social: [] }
}

type Written = z.output<typeof WrittenOutput> | z.output<typeof WrittenFact>

function domainOf(written: Written, place: string, note: Note): Domain {
  switch (written.type) {
    case 'boolean':
      return { type: 'boolean', low: 0, high: 1 }
    case 'enum':
      if (new Set(written.values).size < written.values.length)
        note(place, 'a value stands in the list twice.')
      return { type: 'enum', values: written.values, low: 0, high: written.values.length - 1 }
    case 'decimal':
      return bounded(
        { type: 'decimal', scale: written.scale, low: -Infinity, high: Infinity },
        written,
        place,
        note,
      )
    case 'integer':
    case 'instant':
    case 'duration':
      return bounded({ type: written.type, low: -Infinity, high: Infinity }, written, place, note)
  }
}

type Bounds = { min?: string | number | undefined; max?: string | number | undefined }

function bounded(all: Domain, { min, max }: Bounds, place: string, note: Note): Domain {
  const low = min === undefined ? -Infinity : codeOf(min, all)
  const high = max === undefined ? Infinity : codeOf(max, all)
  if (low === null) note(`${place}.min`, `${JSON.stringify(min)} is not ${wordsFor(all)}.`)
  if (high === null) note(`${place}.max`, `${JSON.stringify(max)} is not ${wordsFor(all)}.`)
  if (low === null || high === null) return all
  if (low > high) note(place, 'the least value is above the greatest.')
  return { ...all, low, high }
}
