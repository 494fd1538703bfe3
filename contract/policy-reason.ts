import { z } from 'zod'
import { endpoint, instant, Named } from './endpoint.ts'
import { documentText } from './policy-version.ts'

/** What a fact can be. */
export const value = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A table that gathers answers with a list. */
export const answer = z.union([value, z.array(value).readonly()])

/** Why one table says what it says. */
export const Reason = z.object({
  table: z.string(),
  kind: z.enum(['measure', 'attention', 'permission', 'outcome']),
  answers: z.record(z.string(), answer),
  fired: z
    .array(
      z.object({
        row: z.string(),
        when: z.record(z.string(), z.string()).describe('Its conditions as they are written.'),
        because: z.string().nullable().describe('The principle that it cites, in words.'),
        /** Who answers for the rule, where the policy is kept here. */
        owner: Named.nullable(),
      }),
    )
    .describe('The rows that gave the answer.'),
  others: z
    .array(
      z.object({
        row: z.string(),
        keptBy: z.string().nullable().describe('The fact that kept it from firing; none where it fits too.'),
        wanted: z.string().nullable().describe('What the row asks of that fact, as it is written.'),
        had: value.describe('What was known of it.'),
      }),
    )
    .describe('Every other row, and what kept it from firing.'),
  nearest: z
    .object({
      fact: z.string(),
      from: value,
      to: value,
      answers: z.record(z.string(), answer),
      rows: z.array(z.string()),
    })
    .nullable()
    .describe('The least change of one fact that would change the answer; none where no single one would.'),
})

const Decided = z.object({
  measure: z.record(z.string(), answer),
  attention: z.record(z.string(), answer),
  permission: z.record(z.string(), answer),
  outcome: z.record(z.string(), answer),
  why: z.array(Reason),
})

export const tryPolicy = endpoint({
  method: 'POST',
  path: '/policy/try',
  summary:
    'What some version, or a text that is not kept, would say about these facts, and why; the one in force when nothing is said.',
  who: 'signed-in',
  scope: 'read',
  input: z.object({
    version: z.int().min(1).optional(),
    text: documentText.optional(),
    facts: z.record(z.string().max(200), value),
  }),
  output: Decided,
})

export const explainCase = endpoint({
  method: 'GET',
  path: '/cases/:caseId/why',
  summary:
    'Why a case is treated as it is: the version that judges it, its rows and facts, what kept other rows from firing, and the nearest change. Or why at an earlier decision.',
  who: 'signed-in',
  input: z.object({
    caseId: z.uuid(),
    seq: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe('The event by which it was decided; the newest when none.'),
  }),
  output: z.object({
    version: z.int(),
    name: z.string(),
    seq: z.int(),
    at: instant,
    facts: z.record(z.string(), value).describe('As they were known then.'),
    why: z.array(Reason),
  }),
})
