import type { OrgTx } from './database.ts'
import type { Statement } from './statement.ts'

type Step = { statement: Statement } & (
  | { values: readonly unknown[] | undefined }
  | { rows: string[]; when: 'last' | undefined }
)

/**
 * Runs `act` so that rows for one statement are written by one: each statement opens every index of its tables anew, which costs
 * more than the row. Whatever is asked sees all that was written before it; what is asked of one thing, whatever names it.
 * Between two questions a row may be written before what was given ahead of it, so what is written there for one thing must
 * not rest on what is written for another.
 */
export async function gathering<T>(tx: OrgTx, act: (tx: OrgTx) => Promise<T>): Promise<T> {
  let steps: Step[] = []
  const give = () => {
    const given = steps
    steps = []
    for (const step of [...given.filter((one) => !isLast(one)), ...given.filter(isLast)]) {
      const values = 'rows' in step ? [tx.org, `[${step.rows.join(',')}]`] : step.values
      tx.write(step.statement, values)
    }
  }
  const result = await act({
    ...tx,
    rows(statement, values) {
      give()
      return tx.rows(statement, values)
    },
    rowsOf(id, statement, values) {
      if (steps.some((step) => names(step, id))) give()
      return tx.rows(statement, values)
    },
    last(statement, values) {
      give()
      return tx.last(statement, values)
    },
    write: (statement, values) => void steps.push({ statement, values }),
    addRow(statement, row, when) {
      const there = steps.find((step) => step.statement === statement)
      if (there && 'rows' in there) there.rows.push(row)
      else steps.push({ statement, rows: [row], when })
    },
  })
  give()
  return result
}

const names = (step: Step, id: string): boolean => isIn('rows' in step ? step.rows : step.values, id)

const isIn = (value: unknown, id: string): boolean =>
  typeof value === 'string' ? value.includes(id) : Array.isArray(value) && value.some((one) => isIn(one, id))

const isLast = (step: Step) => 'rows' in step && step.when === 'last'
