import { z } from 'zod'
import { faultKinds } from '#domain/policy/proof/finding.ts'

const findingKinds = [...faultKinds, 'not-proved'] as const

/** A fault of a policy, or what could not be proved of it, with the counter-example. */
export const Finding = z.object({
  kind: z.enum(findingKinds),
  table: z.string().nullable().describe('None where it is about the ladder.'),
  rows: z.array(z.string()),
  facts: z.record(z.string(), z.unknown()).describe('The counter-example: facts that lead to the fault.'),
  instead: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('Of a fault between two complaints: where the other one differs.'),
  where: z
    .array(z.object({ fact: z.string(), cell: z.string() }))
    .describe('What the fault hangs on: nothing of it can be left out, or said more widely.'),
  saying: z.looseObject({ says: z.string() }).describe('The same as the message, as data for a sentence.'),
  message: z.string().describe('A sentence to whoever wrote the policy.'),
})
