import { IconAlertTriangle, IconMessage } from '@tabler/icons-react'
import { memo, type RefObject } from 'react'
import type { Finding } from '#domain/policy/proof/finding.ts'
import type { WrittenRow } from '#domain/policy/written-policy.ts'
import { say } from '#web/words/say.ts'
import { answerWords, cellWords, isAnything, nameWords } from './cell-words.ts'
import type { Problem } from './check-draft.ts'
import { cellText, type Column } from './columns.ts'
import { FindingLine } from './FindingLine.tsx'
import classes from './Grid.module.css'

/** How a cell is being written: typed over, or gone on with. */
export type Writing = { readonly column: number; readonly mode: 'over' | 'on'; readonly text: string }

export type RowProps = {
  row: WrittenRow
  place: number
  columns: readonly Column[]
  isDefault: boolean
  /** The cell one is in, where it is one of this row. */
  active: number | null
  chosenFrom: number | null
  chosenTo: number | null
  writing: Writing | null
  field: RefObject<HTMLInputElement | null>
  problems: readonly Problem[]
  findings: readonly Finding[]
  isMarked: boolean
  comments: number
  /** The facts that say who is looking. */
  looks: ReadonlySet<string>
  chosenFinding: string | null
  chooseFinding: (finding: Finding) => void
}

/** One row of a table, with what was found in it. It is drawn anew only when something of it has changed. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { row, place, columns, isDefault, isMarked, findings, chosenFinding, chooseFinding, problems } = props
  return (
    <>
      <tr
        aria-rowindex={place + 2}
        data-bad={isMarked || undefined}
        data-default={isDefault || undefined}
        data-open={findings.length + problems.length > 0 || undefined}
      >
        {columns.map((column, at) => (
          <Cell key={nameOf(column)} {...props} column={column} at={at} />
        ))}
      </tr>
      {problems.map(({ path, says }) => (
        <tr key={path.join() + says} className={classes['found']}>
          <td colSpan={columns.length}>
            <p className={classes['problem']}>
              <IconAlertTriangle size={15} stroke={1.6} aria-hidden="true" />
              <span>
                {path[5] === undefined ? '' : `${nameWords(path[5])}: `}
                {says}
              </span>
            </p>
          </td>
        </tr>
      ))}
      {findings.map((finding) => (
        <FindingLine
          key={finding.kind + finding.rows.join()}
          finding={finding}
          columns={columns.length}
          chosen={chosenFinding}
          choose={chooseFinding}
        />
      ))}
      {row.id === '' && !isDefault ? (
        <tr className={classes['found']}>
          <td colSpan={columns.length}>{say('A row has a name.')}</td>
        </tr>
      ) : null}
    </>
  )
})

const nameOf = (column: Column) => ('name' in column ? `${column.part} ${column.name}` : column.part)

function Cell({
  row,
  place,
  column,
  at,
  isDefault,
  active,
  chosenFrom,
  chosenTo,
  writing,
  field,
  problems,
  comments,
  looks,
}: RowProps & { column: Column; at: number }) {
  const text = cellText(row, column)
  const isChosen = chosenFrom !== null && chosenTo !== null && at >= chosenFrom && at <= chosenTo
  const problem = problems.find(
    ({ path }) =>
      path.length > 4 && path[4] === column.part && (!('name' in column) || path[5] === column.name),
  )
  const isWriting = writing?.column === at
  return (
    <td
      aria-colindex={at + 1}
      aria-selected={isChosen}
      aria-invalid={problem !== undefined || undefined}
      tabIndex={active === at ? 0 : -1}
      data-cell={`${place}:${at}`}
      data-part={column.part}
      data-empty={(text === '' || text === '-') && column.part !== 'id' ? true : undefined}
      data-looks={column.part === 'when' && looks.has(column.name) && !isAnything(text) ? true : undefined}
      data-first={column.part}
      data-active={active === at || undefined}
      data-writing={isWriting || undefined}
      title={problem?.says}
    >
      {isWriting ? (
        <input
          ref={field}
          aria-label={say('Cell')}
          defaultValue={writing.mode === 'on' ? writing.text : ''}
          spellCheck={false}
          autoComplete="off"
        />
      ) : (
        <span className="clip">{shownIn(column, text, row, isDefault)}</span>
      )}
      {column.part === 'id' && comments > 0 && !isWriting ? (
        <span
          className={classes['comments']}
          title={say('{count, plural, one {# comment} other {# comments}}', { count: comments })}
        >
          <IconMessage size={13} stroke={1.6} aria-hidden="true" />
          {comments}
          <span className="unseen">
            {say('{count, plural, one {# comment} other {# comments}}', { count: comments })}
          </span>
        </span>
      ) : null}
    </td>
  )
}

/** A cell as one reads it; what it is written as shows when one writes in it, and above the table. */
function shownIn(column: Column, text: string, row: WrittenRow, isDefault: boolean): string {
  switch (column.part) {
    case 'id':
      return isDefault ? say('otherwise') : text.replaceAll(/[-_]/g, ' ')
    case 'because':
      return text.replaceAll(/[-_]/g, ' ')
    case 'when':
      return isAnything(text) ? say('any') : cellWords(text)
    case 'then':
      return text === '' ? '–' : answerWords(row.then[column.name])
  }
}
