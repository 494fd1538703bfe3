import { compilePolicy } from '#domain/policy/compile.ts'
import { readPolicy } from '#domain/policy/document.ts'
import { dutiesOf } from '#domain/policy/duties.ts'
import { policyVersion, versionInForce, type PolicyRow } from '#server/store/policies.ts'
import type { OrgTx } from '#server/store/database.ts'
import type { Policies, PolicyInForce } from './desk.ts'

/** How long a process may go on with the version it knows, before it asks whether a newer one is in force. */
const fresh = 1000

/** Policies, compiled once a version; which one is in force is asked at most once a second an organisation. */
export function openPolicies(now: () => Temporal.Instant): Policies {
  const compiled = new Map<string, PolicyInForce>()
  const inForce = new Map<string, { version: number; until: number }>()

  const version = async (tx: OrgTx, number: number) => {
    const key = `${tx.org} ${number}`
    const known = compiled.get(key)
    if (known) return known
    const made = compile(await policyVersion(tx, number))
    compiled.set(key, made)
    return made
  }
  return {
    version,
    async inForce(tx) {
      const known = inForce.get(tx.org)
      const at = now().epochMilliseconds
      if (known && at < known.until) return version(tx, known.version)
      const number = await versionInForce(tx, now())
      inForce.set(tx.org, { version: number, until: at + fresh })
      return version(tx, number)
    },
  }
}

function compile({ version, document }: PolicyRow): PolicyInForce {
  const policy = readPolicy(document)
  const compiled = compilePolicy(policy)
  return {
    version,
    policy,
    compiled,
    house: {
      version,
      facts: policy.facts,
      duties: (facts) => dutiesOf(compiled, facts),
      ladder: policy.ladder,
      deskHours: policy.hours,
    },
  }
}
