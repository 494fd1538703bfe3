import { z } from 'zod'

/** The number of a version, as a path carries it. */
export const version = z.coerce.number().int().min(1).max(2_000_000_000)

/** The revision of a draft that a command is about. */
export const revision = z
  .int()
  .min(1)
  .describe('The revision you saw; refused with 409 when somebody has saved since.')

/** Those who write policy. */
export const writers = ['admin', 'policy'] as const

/** Those who may approve what another has written. */
export const approvers = ['admin', 'policy', 'executive'] as const

/** A policy document as people keep it: YAML or JSON. */
export const documentText = z.string().min(1).max(1_000_000).describe('The policy document, as YAML or JSON.')
