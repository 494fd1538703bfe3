import type { Finding } from '#domain/policy/proof/finding.ts'
import type { WrittenPolicy, WrittenTable } from '#domain/policy/written-policy.ts'
import { say } from '#web/words/say.ts'
import { cellWords } from './cell-words.ts'
import type { Column } from './columns.ts'
import { addRows } from './edit-policy.ts'
import { FindingLine } from './FindingLine.tsx'
import classes from './Grid.module.css'

const keyOf = (column: Column) => ('name' in column ? `${column.part} ${column.name}` : column.part)

/** What is not answered, as the row that is missing. */
export function Hole({
  finding,
  columns,
  chosen,
  choose,
  addRow,
}: {
  finding: Finding
  columns: readonly Column[]
  chosen: string | null
  choose: (finding: Finding) => void
  addRow: (() => void) | null
}) {
  const isGap = finding.kind === 'gap'
  return (
    <>
      {isGap ? (
        <tr className={classes['hole']}>
          {columns.map((column) => (
            <td key={keyOf(column)} data-part={column.part}>
              {holeCell(column, finding)}
            </td>
          ))}
        </tr>
      ) : null}
      <FindingLine
        finding={finding}
        columns={columns.length}
        chosen={chosen}
        choose={choose}
        act={isGap && addRow ? { title: say('Add the row'), act: addRow } : undefined}
      />
    </>
  )
}

function holeCell(column: Column, { where }: Finding): string {
  switch (column.part) {
    case 'id':
      return '–'
    case 'because':
      return ''
    case 'then':
      return say('no answer')
    case 'when': {
      const cell = where.find(({ fact }) => fact === column.name)?.cell
      return cell === undefined ? say('any') : cellWords(cell)
    }
  }
}

/** The row that a gap asks for, its answers still to be written. */
export const rowFor = (policy: WrittenPolicy, table: WrittenTable, { where }: Finding): WrittenPolicy =>
  addRows(policy, table.id, table.rows.length, 1, {
    when: Object.fromEntries(
      where.flatMap(({ fact, cell }) => (table.reads.includes(fact) ? [[fact, cell]] : [])),
    ),
    then: {},
  })
