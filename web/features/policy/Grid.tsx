import { IconEye } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Finding } from '#domain/policy/proof/finding.ts'
import { allRows, type WrittenPolicy, type WrittenTable } from '#domain/policy/written-policy.ts'
import { Key } from '#web/ui/Key.tsx'
import { say } from '#web/words/say.ts'
import { cellWords, nameWords } from './cell-words.ts'
import { cornersOf } from './cell-moves.ts'
import { Asks } from './Asks.tsx'
import { CellLine } from './CellLine.tsx'
import type { Problem } from './check-draft.ts'
import { columnsOf, labelsOf, type Column } from './columns.ts'
import { addDefault } from './edit-policy.ts'
import { GridRow } from './GridRow.tsx'
import { Hole, rowFor } from './Hole.tsx'
import { placeFindings } from './place-findings.ts'
import { hitWords, kindWords, labelWords } from './state-words.ts'
import { useCells } from './use-cells.ts'
import classes from './Grid.module.css'

type Props = {
  policy: WrittenPolicy
  table: WrittenTable
  isWritable: boolean
  edit: (policy: WrittenPolicy) => void
  undo: () => void
  redo: () => void
  findings: readonly Finding[]
  problems: readonly Problem[]
  /** How many comments there are by row. */
  comments: ReadonlyMap<string, number>
  chosenFinding: string | null
  chooseFinding: (finding: Finding) => void
  tellRow: (row: string) => void
  beginAt: string | undefined
}

const noFindings: readonly Finding[] = []
const noProblems: readonly Problem[] = []

/** So many rows tell at once what was found in them; the others are marked, and tell it when one is there. */
const mostShown = 8

/** A table of the policy, written in like a spreadsheet; what is wrong with a row stands below it. */
export function Grid(props: Props) {
  const { policy, table, isWritable, edit, findings, problems, comments, chosenFinding, chooseFinding } =
    props
  const columns = useColumns(table)
  const rows = useMemo(() => allRows(table), [table])
  const looks = useLooks(policy, columns)
  const placed = useMemo(() => placeFindings(table, findings), [table, findings])
  const shown = useMemo(() => new Set([...placed.byRow.keys()].slice(0, mostShown)), [placed])
  const inRows = useMemo(() => problemsByRow(table.id, problems), [table.id, problems])
  const cells = useCells({ ...props, columns })
  const { top, bottom, left, right } = cornersOf(cells.choice)
  const widths = useMemo(() => columns.map((column) => widthOf(column, table)), [columns, table])
  const inRowsAtEnd = problems.filter(
    ({ path }) => path[0] === 'tables' && path[1] === table.id && path[2] !== 'rows' && path[2] !== 'default',
  )
  return (
    <section aria-labelledby="table-title" className={classes['table']}>
      <div className={classes['intro']}>
        <h2 id="table-title">{nameWords(table.id)}</h2>
        <p className="supports">{kindWords(table['kind'])}</p>
        <span className="waits">{hitWords(table['hit'])}</span>
      </div>
      <CellLine
        policy={policy}
        row={rows[cells.choice.row]}
        column={columns[cells.choice.column]}
        problems={problems}
        table={table.id}
      />
      <div className={classes['scroll']}>
        {/* oxlint-disable jsx-a11y/no-noninteractive-element-to-interactive-role, react/refs -- a table in whose cells one writes is a grid; its handlers look when they are called */}
        <table
          ref={cells.grid}
          role="grid"
          aria-labelledby="table-title"
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length}
          aria-multiselectable="true"
          aria-readonly={!isWritable}
          {...cells.handlers}
        >
          {/* oxlint-enable jsx-a11y/no-noninteractive-element-to-interactive-role, react/refs */}
          <colgroup>
            {columns.map((column, at) => (
              <col key={keyOf(column)} style={{ width: `${widths[at] ?? 12}ch` }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column, at) => (
                <th key={keyOf(column)} scope="col" aria-colindex={at + 1} data-part={column.part}>
                  <Head policy={policy} column={column} kind={String(table['kind'])} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => {
              const isIn = place >= top && place <= bottom
              return (
                <GridRow
                  // Rows have names, but a name may be written twice for a while.
                  // oxlint-disable-next-line react/no-array-index-key
                  key={place}
                  row={row}
                  place={place}
                  columns={columns}
                  isDefault={place === table.rows.length}
                  active={place === cells.choice.toRow ? cells.choice.toColumn : null}
                  chosenFrom={isIn ? left : null}
                  chosenTo={isIn ? right : null}
                  writing={cells.writing?.row === place ? cells.writing : null}
                  field={cells.field}
                  problems={inRows.get(row.id) ?? noProblems}
                  findings={
                    shown.has(row.id) || place === cells.choice.toRow
                      ? (placed.byRow.get(row.id) ?? noFindings)
                      : noFindings
                  }
                  isMarked={placed.marked.has(row.id)}
                  comments={comments.get(row.id) ?? 0}
                  looks={looks}
                  chosenFinding={chosenFinding}
                  chooseFinding={chooseFinding}
                />
              )
            })}
            {placed.below.map((finding) => (
              <Hole
                key={JSON.stringify(finding.where) + finding.kind}
                finding={finding}
                columns={columns}
                chosen={chosenFinding}
                choose={chooseFinding}
                addRow={isWritable ? () => edit(rowFor(policy, table, finding)) : null}
              />
            ))}
          </tbody>
        </table>
      </div>
      {placed.byRow.size > shown.size ? (
        <p className="supports">
          {say(
            '{count, plural, one {# more row has} other {# more rows have}} findings: they are marked, and say so when you are there.',
            { count: placed.byRow.size - shown.size },
          )}
        </p>
      ) : null}
      {inRowsAtEnd.map(({ path, says }) => (
        <p key={path.join() + says} className={classes['problem']} role="alert">
          {path.slice(2).join('.')}: {says}
        </p>
      ))}
      {isWritable ? (
        <p className={classes['below']}>
          <button type="button" className="link" onClick={() => cells.insert(cells.choice.row + 1)}>
            {say('Add a row')}
          </button>
          <Key name="mod+Enter" />
          {table.default ? null : (
            <button type="button" className="link" onClick={() => edit(addDefault(policy, table.id))}>
              {say('Add an answer for everything else')}
            </button>
          )}
          <span className={classes['keys']}>
            <span>
              <Key name="F2" /> {say('write')}
            </span>
            <span>
              <Key name="Alt+↑" /> <Key name="Alt+↓" /> {say('move the row')}
            </span>
            <span>
              <Key name="mod+Del" /> {say('take the row out')}
            </span>
            <span>
              <Key name="mod+Z" /> {say('undo')}
            </span>
          </span>
        </p>
      ) : null}
      {isWritable ? (
        <Asks policy={policy} table={table} column={columns[cells.choice.column]} edit={edit} />
      ) : null}
    </section>
  )
}

/** The columns of a table: the very same as long as it asks and answers the same, so that its rows are not drawn anew. */
function useColumns(table: WrittenTable): readonly Column[] {
  const [columns, keep] = useState(() => columnsOf(table))
  const now = columnsOf(table)
  if (now.map(keyOf).join('\n') === columns.map(keyOf).join('\n')) return columns
  keep(now)
  return now
}

const keyOf = (column: Column) => ('name' in column ? `${column.part} ${column.name}` : column.part)

function useLooks(policy: WrittenPolicy, columns: readonly Column[]): ReadonlySet<string> {
  const names = columns
    .flatMap((column) =>
      column.part === 'when' && labelsOf(policy, column.name).includes('visibility') ? [column.name] : [],
    )
    .join('\n')
  return useMemo(() => new Set(names.split('\n')), [names])
}

/** What cannot be read, by row; a new list only where there is one. */
function problemsByRow(table: string, problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const rows = new Map<string, Problem[]>()
  for (const problem of problems) {
    const [head, id, part, row] = problem.path
    if (head !== 'tables' || id !== table) continue
    if (part === 'default') {
      const path = ['tables', table, 'rows', 'default', ...problem.path.slice(3)]
      rows.set('default', [...(rows.get('default') ?? []), { ...problem, path }])
    }
    if (part === 'rows' && row !== undefined) rows.set(row, [...(rows.get(row) ?? []), problem])
  }
  return rows
}

function Head({ policy, column, kind }: { policy: WrittenPolicy; column: Column; kind: string }) {
  if (column.part === 'id') return <>{say('Row')}</>
  if (column.part === 'because') return <>{say('Because')}</>
  const labels = labelsOf(policy, column.name)
  const isSeen = column.part === 'when' && labels.includes('visibility')
  return (
    <>
      {nameWords(column.name)}
      <small data-seen={isSeen || undefined}>
        {isSeen ? <IconEye size={13} stroke={1.6} aria-hidden="true" /> : null}
        {column.part === 'then' ? answerKind(kind) : labels.map(labelWords).join(', ') || say('asked')}
      </small>
    </>
  )
}

function answerKind(kind: string): string {
  switch (kind) {
    case 'measure':
      return say('measure')
    case 'attention':
      return say('attention')
    case 'permission':
      return say('permission')
    default:
      return say('outcome')
  }
}

/** As wide as what stands in the column, within reason. */
function widthOf(column: Column, { rows }: WrittenTable): number {
  if (column.part === 'id' || column.part === 'because') return 15
  const words = rows.map((row) =>
    column.part === 'when'
      ? cellWords(String(row.when[column.name] ?? '-')).length
      : String(row.then[column.name] ?? '').length,
  )
  return Math.min(
    26,
    Math.max(10, nameWords(column.name).length + 3, ...words.map((length) => Math.ceil(length * 0.9) + 3)),
  )
}
