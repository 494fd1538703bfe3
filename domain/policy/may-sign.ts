import type { CompiledPolicy } from './compile.ts'
import { decide } from './decide.ts'
import type { Facts } from './fact.ts'

/**
 * Whether somebody who stands on a rung may sign a remedy of this kind and amount. The policy says so by a permission table
 * that reads `signer`, `giving` and `amount` and gives `maySign`; without one every rung signs what is owed.
 */
export function maySign(
  compiled: CompiledPolicy,
  facts: Facts,
  asked: { signer: string; giving: string; amount: number },
): boolean {
  const isAsked = compiled.policy.tables.some(
    ({ kind, gives }) => kind === 'permission' && gives.some(({ name }) => name === 'maySign'),
  )
  return !isAsked || decide(compiled, { ...facts, ...asked }).permission['maySign'] === true
}
