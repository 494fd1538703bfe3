/** What stands for how many follow the customer, before whoever has not looked. */
const closed = 'closed'

const numbers: ReadonlySet<string> = new Set(['followers', 'counted'])

/**
 * What is told of a case, with every number of followers in it closed: as a fact, in a claim, and in what a case brought along
 * when it was merged or split. The chain keeps the number; whoever wants to know it looks, and the case records that.
 */
export function withoutFollowers<T>(told: T): T {
  // Of the same shape, but for the numbers: those that read it take a word for one that they are not told.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(JSON.stringify(told), (name, value: unknown) =>
    numbers.has(name) && typeof value === 'number' ? closed : value,
  ) as T
}
