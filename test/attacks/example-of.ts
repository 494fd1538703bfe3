import { z } from 'zod'

/** A part of a JSON schema, as zod writes it. */
const Schema = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
  minItems: z.number().optional(),
  minLength: z.number().optional(),
  pattern: z.string().optional(),
})

/** What stands in a field that an example would fill: undefined leaves it to the example. */
type Filling = (field: string, format: string | undefined) => unknown

/** An input as the contract takes it, every field of it said; the fields of the path among them. */
export function exampleOf(input: z.ZodType, fill: Filling): Record<string, unknown> {
  const example = exampleFor(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), '', fill)
  return z.record(z.string(), z.unknown()).catch({}).parse(example)
}

function exampleFor(given: unknown, field: string, fill: Filling): unknown {
  const schema = Schema.catch({}).parse(given)
  const filled = schema.enum ? undefined : fill(field, schema.format)
  if (filled !== undefined && schema.type !== 'array' && schema.type !== 'object') return filled
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return exampleFor(schema.anyOf[0], field, fill)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, exampleFor(part, name, fill)]),
      )
    case 'array':
      return [exampleFor(schema.items, field, fill)]
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 1)
    case 'boolean':
      return true
    default:
      return textFor(schema)
  }
}

function textFor({ format }: z.output<typeof Schema>): string {
  if (format === 'uuid') return '01a2016e-7aba-77f8-817f-c7b4c357c5b6'
  if (format === 'date-time') return '2027-01-01T09:00:00Z'
  if (format === 'date') return '2027-01-01'
  if (format === 'email') return 'attack@example.org'
  return 'Words'
}
