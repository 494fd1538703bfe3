/**
 * Does something to each of many, one failing without stopping the others: it is told, and left for the next look.
 * Answers how many succeeded, so that a look at which nothing went well rests before the next.
 */
export async function eachAlone<T>(
  many: readonly T[],
  act: (one: T) => Promise<unknown>,
  failed: (fault: unknown) => void,
): Promise<number> {
  let done = 0
  for (const one of many) {
    try {
      await act(one)
      done += 1
    } catch (fault) {
      failed(fault)
    }
  }
  return done
}

/** The same to all of them at once: for what is asked of others, of whom one that hangs holds up none of the rest. */
export async function allAlone<T>(
  many: readonly T[],
  act: (one: T) => Promise<unknown>,
  failed: (fault: unknown) => void,
): Promise<number> {
  const done = await Promise.all(many.map((one) => eachAlone([one], act, failed)))
  return done.reduce((sum, one) => sum + one, 0)
}
