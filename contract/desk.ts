import { z } from 'zod'
import { endpoint, instant } from './endpoint.ts'
import { Reason } from './policy-reason.ts'

export const audit = endpoint({
  method: 'GET',
  path: '/audit',
  summary: 'Does everything add up? Cheap to ask often.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    items: z.int(),
    waiting: z.int().describe('Stored, and about to be understood.'),
    opened: z.int(),
    joined: z.int(),
    setAside: z.int(),
    quarantined: z.int(),
    cases: z.int(),
    open: z.int(),
    ownerless: z.int(),
    clockless: z.int(),
    chainBroken: z.int(),
    sent: z.int(),
    inDoubt: z.int(),
    queued: z.int(),
    verifiedTo: instant.nullable(),
  }),
})

const value = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** A table that gathers answers with a list. */
const answer = z.union([value, z.array(value).readonly()])

/** The policy in force, as the screens need it: what may be entered, and who stands on the ladder. */
export const policyInForce = endpoint({
  method: 'GET',
  path: '/policy',
  summary: 'The policy in force: its facts, its ladder and its version.',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    version: z.int(),
    name: z.string(),
    currency: z.string().describe('What its amounts are in.'),
    facts: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        label: z.string(),
        values: z.array(z.string()).nullable(),
        /** Of a number: between what it lies, and how many digits may follow the decimal point. */
        number: z
          .object({ least: z.number().nullable(), most: z.number().nullable(), decimals: z.int() })
          .nullable(),
        /** Whether a person enters it on the case. */
        entered: z.boolean(),
      }),
    ),
    ladder: z.array(z.object({ id: z.string(), title: z.string(), onDuty: z.array(z.string()) })),
  }),
})

export const decide = endpoint({
  method: 'POST',
  path: '/policy/decide',
  summary: 'What would be owed for these facts, and why.',
  who: 'signed-in',
  input: z.object({ facts: z.record(z.string(), value) }),
  output: z.object({
    measure: z.record(z.string(), answer),
    attention: z.record(z.string(), answer),
    permission: z.record(z.string(), answer),
    outcome: z.record(z.string(), answer),
    why: z.array(Reason.extend({ rows: z.array(z.string()).describe('The rows that gave the answer.') })),
  }),
})
