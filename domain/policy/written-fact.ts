import { z } from 'zod'
import { codeOf, held, wordsFor, type Domain, type Fact, type FactValue } from './fact.ts'
import { clocks, type Clock } from './law/regime.ts'
import type { Note } from './note.ts'
import { meansDeletion } from './deletion-words.ts'

const Label = z.enum(['matter', 'need', 'history', 'time', 'channel', 'visibility'])

/** A name as facts, outputs, tables, rows and rungs may have it; never one that every object already has. */
export const Name = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/, 'A name is made of letters, digits, "-" and "_", and begins with a letter.')
  .refine((name) => !(name in {}), 'This name cannot be used.')

const order = z.literal('worse').optional()
const bounds = {
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
  order,
}
const timeBounds = { min: z.string().optional(), max: z.string().optional(), order }
const deletion = z.union([z.boolean(), z.array(z.string())]).optional()
const types = {
  boolean: z.strictObject({ type: z.literal('boolean'), order, deletion }),
  enum: z.strictObject({
    type: z.literal('enum'),
    values: z.array(z.string().min(1)).min(1),
    order,
    deletion,
  }),
  integer: z.strictObject({ type: z.literal('integer'), ...bounds }),
  decimal: z.strictObject({ type: z.literal('decimal'), scale: z.int().min(0).max(9), ...bounds }),
  date: z.strictObject({ type: z.literal('date'), ...timeBounds }),
  instant: z.strictObject({ type: z.literal('instant'), ...timeBounds }),
  duration: z.strictObject({ type: z.literal('duration'), ...timeBounds }),
}
const error = `A type is one of ${Object.keys(types).join(', ')}.`

const owedDate = { owed: z.enum(clocks).optional() }

/** An output as a table declares it: a type, perhaps bounds, perhaps an order. */
export const WrittenOutput = z.discriminatedUnion(
  'type',
  [
    types.boolean,
    types.enum,
    types.integer,
    types.decimal,
    types.date,
    types.instant.extend(owedDate),
    types.duration.extend(owedDate),
  ],
  { error },
)

const aboutFact = {
  label: Label.optional(),
  unknown: z.union([z.boolean(), z.enum(['worst', 'least'])]).optional(),
}

/** A fact as a policy declares it. */
export const WrittenFact = z.discriminatedUnion(
  'type',
  [
    types.boolean.extend(aboutFact),
    types.enum.extend({ ...aboutFact, social: z.array(z.string()).optional() }),
    types.integer.extend(aboutFact),
    types.decimal.extend(aboutFact),
    types.date.extend(aboutFact),
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
  const unknown = written.unknown ?? false
  const social = 'social' in written && written.social ? written.social : []
  if (social.length > 0 && label !== 'channel') note(place, 'only a fact labelled channel has social values.')
  for (const value of social)
    if (codeOf(value, domain) === null) note(`${place}.social`, `"${value}" is not ${wordsFor(domain)}.`)
  return {
    name,
    domain,
    unknown: unknown !== false,
    label,
    upIsWorse: written.order === 'worse',
    unknownIs: typeof unknown === 'boolean' ? null : unknown,
    social: social.length === 0 && label === 'channel' ? ['social'] : social,
    deletion: deletionIn(name, written, domain, place, note),
    owed: null,
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
  return {
    name,
    domain,
    unknown: true,
    label: null,
    upIsWorse: written.order === 'worse',
    unknownIs: null,
    social: [],
    deletion: deletionIn(name, written, domain, place, note),
    owed: ('owed' in written ? written.owed : undefined) ?? owedByName.get(name) ?? null,
  }
}

/** Outputs that everybody names alike owe their date without saying so. */
const owedByName = new Map<string, Clock>([
  ['acknowledgeWithin', 'acknowledgement'],
  ['interimWithin', 'interim'],
  ['answerWithin', 'final'],
  ['resolveWithin', 'final'],
  ['finalWithin', 'final'],
])

/** The values that mean a deletion: those that are written down as such, else those whose words say so. */
function deletionIn(
  name: string,
  written: Written,
  domain: Domain,
  place: string,
  note: Note,
): readonly FactValue[] {
  const said = 'deletion' in written ? written.deletion : undefined
  if (Array.isArray(said)) {
    for (const value of said)
      if (codeOf(value, domain) === null) note(`${place}.deletion`, `"${value}" is not ${wordsFor(domain)}.`)
    return said
  }
  if (domain.type === 'boolean') return (said ?? meansDeletion(name)) ? [true] : []
  if (domain.type !== 'enum' || said === false) return []
  return said === true ? domain.values : domain.values.filter((value) => meansDeletion(name, value))
}

type Written = z.output<typeof WrittenOutput> | z.output<typeof WrittenFact>

function domainOf(written: Written, place: string, note: Note): Domain {
  switch (written.type) {
    case 'boolean':
      return { type: 'boolean', low: 0, high: 1, step: 1 }
    case 'enum':
      if (new Set(written.values).size < written.values.length)
        note(place, 'a value stands in the list twice.')
      return { type: 'enum', values: written.values, low: 0, high: written.values.length - 1, step: 1 }
    case 'decimal':
      return bounded(
        { type: 'decimal', scale: written.scale, low: -Infinity, high: Infinity, step: 1 },
        written,
        place,
        note,
      )
    case 'integer':
    case 'date':
    case 'instant':
    case 'duration':
      return bounded({ type: written.type, low: -Infinity, high: Infinity, step: 1 }, written, place, note)
  }
}

type Bounds = {
  min?: string | number | undefined
  max?: string | number | undefined
  step?: number | undefined
}

function bounded(all: Domain, { min, max, step: apart }: Bounds, place: string, note: Note): Domain {
  const step = apart === undefined ? 1 : codeOf(apart, all)
  const low = min === undefined ? -Infinity : codeOf(min, all)
  const high = max === undefined ? Infinity : codeOf(max, all)
  if (low === null) note(`${place}.min`, `${JSON.stringify(min)} is not ${wordsFor(all)}.`)
  if (high === null) note(`${place}.max`, `${JSON.stringify(max)} is not ${wordsFor(all)}.`)
  if (step === null) note(`${place}.step`, `${JSON.stringify(apart)} is not ${wordsFor(all)}.`)
  if (low === null || high === null || step === null) return all
  if (low > high) note(place, 'the least value is above the greatest.')
  // The greatest value is one that the steps reach.
  return { ...all, low, high: high === Infinity ? high : held(high, { low, high, step }), step }
}
