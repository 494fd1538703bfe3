import { z } from 'zod'
import { Refusal } from '../../refusal.ts'

/** So long after the day on which a clock starts, which is itself not counted: hours, days, weeks, business days. */
export const WrittenTerm = z.strictObject({
  n: z.int().positive(),
  unit: z.enum(['h', 'd', 'w', 'bd'], 'A unit is h, d, w or bd (business days).'),
})
export type Term = Readonly<z.output<typeof WrittenTerm>>

/** The dates that law may set for an answer, by the names a policy uses in `owed`. */
export const clocks = ['acknowledgement', 'interim', 'final'] as const
export type Clock = (typeof clocks)[number]

const WrittenRegime = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  citation: z.string().min(1),
  source: z.url(),
  /** From which day of receipt on it is law, and until which. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  starts: z.literal('received'),
  calendar: z.string().min(1),
  acknowledgement: WrittenTerm.optional(),
  interim: WrittenTerm.optional(),
  final: WrittenTerm.optional(),
  /** Dates worked out by hand, which the regime has to give. */
  vectors: z
    .array(z.strictObject({ start: z.iso.date(), clock: z.enum(clocks), due: z.iso.date() }))
    .default([]),
})

/** The clocks of one law, ombudsman or regulator, with its source. */
export type Regime = Readonly<z.output<typeof WrittenRegime>>

/** The regime of a parsed file of `packs/law/regimes`. Throws a Refusal. */
export function readRegime(document: unknown): Regime {
  const read = WrittenRegime.safeParse(document)
  if (!read.success) throw new Refusal('invalid', `This is no regime. ${z.prettifyError(read.error)}`)
  return read.data
}
