import type { Policy } from './policy.ts'

/** The shortest time within which a policy owes a first answer round the clock, by ISO 8601; null where it never does. */
export function owedAtAnyHour({ tables }: Pick<Policy, 'tables'>): string | null {
  const waits = tables.flatMap(({ gives, rows }) => {
    const always = gives.findIndex(({ name }) => name === 'always')
    const within = gives.findIndex(({ name }) => name === 'acknowledgeWithin')
    return rows.flatMap(({ then }) => {
      const wait = then[within]
      return then[always] === true && typeof wait === 'string' ? [wait] : []
    })
  })
  return waits.toSorted((a, b) => Temporal.Duration.compare(a, b))[0] ?? null
}
