import type { WrittenPolicy, WrittenRow } from '#domain/policy/written-policy.ts'
import { locale, say } from '#web/words/say.ts'
import { cellWords, nameWords } from './cell-words.ts'
import type { Problem } from './check-draft.ts'
import { cellText, declaredAs, type Column, type Declared } from './columns.ts'
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
      <code className="clip">{text === '' ? '-' : text}</code>
      <span className="supports">{problem ? problem.says : meaning(policy, column, text)}</span>
    </div>
  )
}

const placeWords = (row: WrittenRow, column: Column) =>
  'name' in column ? `${row.id} · ${nameWords(column.name)}` : row.id

function meaning(policy: WrittenPolicy, column: Column, text: string): string {
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
    case 'then':
      return allowedWords(declaredAs(policy, column.name))
  }
}

/** What may stand in a column. */
function allowedWords(declared: Declared | null): string {
  switch (declared?.type) {
    case 'boolean':
      return say('true or false')
    case 'enum':
      return say('one of {values}', {
        values: new Intl.ListFormat(locale(), { type: 'disjunction' }).format(declared.values ?? []),
      })
    case 'integer':
      return say('a whole number')
    case 'decimal':
      return say('a number')
    case 'duration':
      return say('a time to wait, like PT4H or P3D')
    case 'date':
      return say('a date, like 2026-11-23')
    case 'instant':
      return say('a moment, like 2026-11-23T09:00:00Z')
    default:
      return ''
  }
}
