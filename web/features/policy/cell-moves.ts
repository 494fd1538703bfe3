/** Where one is in a table, and how far the choice reaches from there. */
export type Choice = {
  readonly row: number
  readonly column: number
  readonly toRow: number
  readonly toColumn: number
}

/** How large the table is. */
export type Size = { readonly rows: number; readonly columns: number }

export const choiceAt = (row: number, column: number): Choice => ({
  row,
  column,
  toRow: row,
  toColumn: column,
})

/** The corners of a choice, first and last. */
export const cornersOf = ({ row, column, toRow, toColumn }: Choice) => ({
  top: Math.min(row, toRow),
  bottom: Math.max(row, toRow),
  left: Math.min(column, toColumn),
  right: Math.max(column, toColumn),
})

type Press = { readonly key: string; readonly mod: boolean; readonly shift: boolean }

const page = 12

/** Where a key leads; with shift the choice grows that way. Null where the key is none that moves. */
export function moved(choice: Choice, press: Press, size: Size): Choice | null {
  const { row, column } = press.shift
    ? { row: choice.toRow, column: choice.toColumn }
    : { row: choice.row, column: choice.column }
  const target = targetOf(press, row, column, size)
  if (!target) return null
  const to = {
    row: Math.max(0, Math.min(size.rows - 1, target.row)),
    column: Math.max(0, Math.min(size.columns - 1, target.column)),
  }
  return press.shift ? { ...choice, toRow: to.row, toColumn: to.column } : choiceAt(to.row, to.column)
}

function targetOf({ key, mod }: Press, row: number, column: number, { rows, columns }: Size) {
  switch (key) {
    case 'ArrowUp':
      return { row: mod ? 0 : row - 1, column }
    case 'ArrowDown':
      return { row: mod ? rows - 1 : row + 1, column }
    case 'ArrowLeft':
      return { row, column: mod ? 0 : column - 1 }
    case 'ArrowRight':
      return { row, column: mod ? columns - 1 : column + 1 }
    case 'Home':
      return { row: mod ? 0 : row, column: 0 }
    case 'End':
      return { row: mod ? rows - 1 : row, column: columns - 1 }
    case 'PageUp':
      return { row: row - page, column }
    case 'PageDown':
      return { row: row + page, column }
    default:
      return null
  }
}

/** Where Tab leads: along the row, and out of the table at its end, so that nobody is caught in it. */
export function tabbed({ row, column }: Choice, back: boolean, { columns }: Size): Choice | null {
  const next = column + (back ? -1 : 1)
  return next < 0 || next >= columns ? null : choiceAt(row, next)
}

/** What is pasted where: a block from the cell one is in, or one cell all over the choice. */
export function pastedInto(
  cells: readonly (readonly string[])[],
  choice: Choice,
): { row: number; column: number; text: string }[] {
  const { top, bottom, left, right } = cornersOf(choice)
  const [first] = cells
  if (cells.length === 1 && first?.length === 1) {
    const text = first[0] ?? ''
    return placesIn(top, bottom).flatMap((row) =>
      placesIn(left, right).map((column) => ({ row, column, text })),
    )
  }
  return cells.flatMap((row, down) =>
    row.map((text, along) => ({ row: top + down, column: left + along, text })),
  )
}

const placesIn = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, place) => first + place)
