import type { CompiledPolicy } from '../policy/compile.ts'
import { decide } from '../policy/decide.ts'
import { inMinorUnits } from './money.ts'
import type { OutcomeFacts } from './outcome-facts.ts'

/** The row of a policy by which something is owed. */
export type Rule = { policy: number; table: string; row: string }

/** What policy owes on a case: one kind of remedy, up to an amount in the smallest unit, by a rule that can be read. */
export type Entitlement = { what: string; upTo: number; currency: string; rule: Rule | null }

/** What is owed where a policy does not say. */
const unlessSaid = 'apology'

/**
 * What policy owes by these facts. It asks the same tables as the duties of a case, of somebody whom nobody watches: a policy
 * that somebody published against its proof still owes the loud no more than the quiet.
 */
export function entitlementOf(
  compiled: CompiledPolicy,
  version: number,
  facts: OutcomeFacts,
  currency: string,
): Entitlement {
  const { outcome, fired } = decide(compiled, facts.known)
  const { remedy, upTo } = outcome
  const table = compiled.policy.tables.find(
    ({ kind, gives }) => kind === 'outcome' && gives.some(({ name }) => name === 'remedy'),
  )
  const row = fired.find((one) => one.table === table?.id)?.rows[0]
  return {
    what: typeof remedy === 'string' ? remedy : unlessSaid,
    upTo: typeof upTo === 'number' ? Math.max(0, inMinorUnits(upTo, currency)) : 0,
    currency,
    rule: table && row !== undefined ? { policy: version, table: table.id, row } : null,
  }
}

/**
 * The kinds of remedy that a policy knows: those about which it says who may sign them, else those that it owes. A gesture may
 * be any of them.
 */
export function kindsOf({ policy }: CompiledPolicy): readonly string[] {
  const asked = policy.facts.find(({ name, label }) => name === 'giving' && label === null)
  if (asked?.domain.type === 'enum') return asked.domain.values
  const given = policy.tables.flatMap(({ gives }) => gives).find(({ name }) => name === 'remedy')
  return given?.domain.type === 'enum' ? given.domain.values : [unlessSaid]
}
