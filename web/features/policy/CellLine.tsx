import type { WrittenPolicy, WrittenRow } from '#domain/policy/written-policy.ts'
import { say } from '#web/words/say.ts'
import { allowedWords } from './allowed-words.ts'
import { answerWords, cellWords, nameWords } from './cell-words.ts'
import type { Problem } from './check-draft.ts'
import { cellText, declaredAs, typedText, type Column } from './columns.ts'
import classes from './Grid.module.css'

type Props = {
  policy: WrittenPolicy
  table: string
  row: WrittenRow | undefined
  column: Column | undefined
  problems: readonly Problem[]
}

/** The cell one is in: as it is written, what that means, and what may stand there. */
export function CellLine({ policy, table, row, column, problems }: Props) {
  if (!row || !column) return null
  const text = cellText(row, column)
  const problem = problems.find(
    ({ path }) =>
      path[0] === 'tables' &&
      path[1] === table &&
      path[3] === row.id &&
      path[4] === column.part &&
      (!('name' in column) || path[5] === column.name),
  )
  return (
    <div className={classes['line']} data-bad={problem !== undefined || undefined}>
      <span className="supports clip">{placeWords(row, column)}</span>
      <code className="clip">{text === '' ? '-' : typedText(policy, row, column)}</code>
      <span className="supports">{problem ? problem.says : meaning(policy, row, column, text)}</span>
    </div>
  )
}

const placeWords = (row: WrittenRow, column: Column) =>
  'name' in column ? `${row.id} · ${nameWords(column.name)}` : row.id

function meaning(policy: WrittenPolicy, row: WrittenRow, column: Column, text: string): string {
  switch (column.part) {
    case 'id':
      return say('The name of the row, under which findings and comments speak of it.')
    case 'because':
      return (
        policy.principles[text] ??
        say('A principle: {names}', { names: Object.keys(policy.principles).join(', ') })
      )
    case 'when': {
      const allowed = allowedWords(declaredAs(policy, column.name))
      return text === '' || text === '-' ? allowed : `${cellWords(text)} · ${allowed}`
    }
    case 'then': {
      const allowed = allowedWords(declaredAs(policy, column.name))
      if (text === '' || !clocks.has(column.name)) return allowed
      const counted =
        row.then['always'] === true
          ? say('{wait}, round the clock', { wait: answerWords(text) })
          : say('{wait} of the hours in which the desk is open', { wait: answerWords(text) })
      return `${counted} · ${allowed}`
    }
  }
}

/** The dates that the desk keeps, by the names under which tables give them; they run in its hours, unless a row says always. */
const clocks = new Set(['acknowledgeWithin', 'actWithin', 'updateEvery', 'followUpWithin'])
