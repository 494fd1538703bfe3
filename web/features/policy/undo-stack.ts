/** Something that was changed step by step, with the steps back and forth. */
export type Steps<T> = { readonly past: readonly T[]; readonly now: T; readonly next: readonly T[] }

const most = 200

export const beginSteps = <T>(now: T): Steps<T> => ({ past: [], now, next: [] })

/** One step on; what could be done again no longer can. The same again is no step. */
export const stepTo = <T>(steps: Steps<T>, now: T): Steps<T> =>
  now === steps.now ? steps : { past: [...steps.past, steps.now].slice(-most), now, next: [] }

/** One step back, where there is one. */
export function stepBack<T>(steps: Steps<T>): Steps<T> {
  const [last] = steps.past.slice(-1)
  if (steps.past.length === 0 || last === undefined) return steps
  return { past: steps.past.slice(0, -1), now: last, next: [steps.now, ...steps.next] }
}

/** One step forth again, where one went back. */
export function stepForth<T>(steps: Steps<T>): Steps<T> {
  const [first, ...rest] = steps.next
  if (steps.next.length === 0 || first === undefined) return steps
  return { past: [...steps.past, steps.now], now: first, next: rest }
}
