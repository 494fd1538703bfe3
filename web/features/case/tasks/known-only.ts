import type { FactValue } from '#domain/policy/fact.ts'

type Known = Readonly<Record<string, FactValue>>

/** The facts that a person has read out of one case, and that nobody knows of the other: of these facts alone. */
export function knownOnly(
  there: Known,
  here: Known,
  declared: readonly { name: string }[],
): Record<string, FactValue> {
  return Object.fromEntries(
    declared.flatMap(({ name }): [string, FactValue][] => {
      const value = there[name] ?? null
      return value !== null && (here[name] ?? null) === null ? [[name, value]] : []
    }),
  )
}
