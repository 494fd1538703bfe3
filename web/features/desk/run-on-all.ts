/** What came of one action on several cases. */
export type Outcome<Row, Answer> = {
  done: { row: Row; answer: Answer }[]
  refused: { row: Row; because: unknown }[]
}

const atOnce = 4

/**
 * Does the same to several cases, a few at a time, each by a command of its own: one that is refused stops none of the
 * others. Answers in the order of the cases.
 */
export async function runOnAll<Row, Answer>(
  rows: readonly Row[],
  act: (row: Row) => Promise<Answer>,
): Promise<Outcome<Row, Answer>> {
  const answers = new Map<Row, { answer: Answer } | { because: unknown }>()
  const waiting = [...rows]
  const work = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const one = row
      answers.set(
        one,
        await act(one).then(
          (answer) => ({ answer }),
          (because: unknown) => ({ because }),
        ),
      )
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const outcome: Outcome<Row, Answer> = { done: [], refused: [] }
  for (const row of rows) {
    const found = answers.get(row)
    if (!found) continue
    if ('answer' in found) outcome.done.push({ row, answer: found.answer })
    else outcome.refused.push({ row, because: found.because })
  }
  return outcome
}
