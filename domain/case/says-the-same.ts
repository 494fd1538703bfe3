/** Whether two values say the same as JSON: the database keeps the keys of an object in an order of its own. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  if (!isThing(one) || !isThing(other)) return one === other
  const keys = Object.keys(one)
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && saysTheSame(one[key], other[key]))
  )
}

const isThing = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
