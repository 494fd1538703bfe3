import { z } from 'zod'

const Days = z.record(z.string(), z.array(z.string()))

const Written = z.looseObject({
  id: z.string(),
  title: z.string().default(''),
  acceptWithin: z.string().default(''),
  answersPageWithin: z.string().optional(),
  climbsTo: z.string().optional(),
  hours: z.looseObject({ zone: z.string() }),
  rota: z.array(z.looseObject({ who: z.string() })),
})

/** Openings by day or run of days. */
export type Days = z.output<typeof Days>

/** A rung as one writes it: its hours and each line of its rota apart from what else is said of them. */
export type Rung = {
  readonly id: string
  readonly title: string
  readonly acceptWithin: string
  /** How long somebody who is paged has; absent where the rung does not say it. */
  readonly answersPageWithin?: string
  readonly climbsTo: string | undefined
  readonly zone: string
  readonly hours: Days
  readonly rota: readonly { readonly who: string; readonly hours: Days }[]
}

/** The rung of a document; null where it has no such shape. */
export function readRung(document: unknown): Rung | null {
  const read = Written.safeParse(document)
  if (!read.success) return null
  const { id, title, acceptWithin, answersPageWithin, climbsTo, hours, rota } = read.data
  const { zone, ...days } = hours
  return {
    id,
    title,
    acceptWithin,
    ...(answersPageWithin !== undefined && { answersPageWithin }),
    climbsTo,
    zone,
    hours: Days.catch({}).parse(days),
    rota: rota.map(({ who, ...when }) => ({ who, hours: Days.catch({}).parse(when) })),
  }
}

/** The rung as the document has it. */
export const writtenRung = ({
  id,
  title,
  acceptWithin,
  answersPageWithin,
  climbsTo,
  zone,
  hours,
  rota,
}: Rung) => ({
  id,
  title,
  acceptWithin,
  ...(answersPageWithin !== undefined && { answersPageWithin }),
  ...(climbsTo !== undefined && { climbsTo }),
  hours: { zone, ...hours },
  rota: rota.map(({ who, hours: when }) => ({ who, ...when })),
})
