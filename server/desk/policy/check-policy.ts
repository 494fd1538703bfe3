import type { z } from 'zod'
import type { checkPolicy as contract } from '#contract/policy.ts'
import { findingsIn } from '../replies/findings-in.ts'
import { readGivenDraft } from './read-policy-text.ts'

/** Checks a policy that is not kept. */
export async function checkPolicy(
  given: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const { document } = readGivenDraft(given)
  return { findings: await findingsIn(document) }
}
