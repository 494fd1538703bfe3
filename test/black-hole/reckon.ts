import { join } from 'node:path'
import { openCase } from '#contract/cases.ts'
import { audit } from '#contract/desk.ts'
import type { z } from 'zod'
import { externalIdOf } from '#server/channels/email/external-id.ts'
import { readConfig } from '#server/config.ts'
import { auditCase } from '#server/desk/audit-case.ts'
import type { Desk } from '#server/desk/desk.ts'
import { openNumbers } from '#server/desk/numbers.ts'
import { openPolicies } from '#server/desk/policies.ts'
import { openHouse } from '#server/open-house.ts'
import { sql } from '#server/store/statement.ts'
import { ask } from '#test/ask.ts'
import type { Planned } from './plan.ts'
import type { Ran } from './run.ts'

export type Reckoning = {
  /** Whatever is not as it has to be, in sentences; empty when all is well. */
  faults: string[]
  audit: z.output<typeof audit.output>
  /** Replies that were received once, never, and more than once. */
  received: { once: number; never: number; twice: number }
  inDoubt: Doubt[]
  chains: number
}

/** A reply of which nobody knows whether it has left. */
export type Doubt = { messageId: string; caseId: string; received: number }
