import { add, has, wordsFor } from './bits.ts'
import type { Column } from './column.ts'
import type { Grid } from './grid.ts'

/** A column of only some rows of another one, which says nothing: for questions about which of them fit. */
export function onlyRows(column: Column, rows: readonly number[], grid: Grid): Column {
  const words = wordsFor(rows.length)
  const masks = column.reads.map((place, input) => {
    const classes = grid.facts[place]?.codes.length ?? 0
    const mask = new Int32Array(classes * words)
    for (let at = 0; at < classes; at++)
      for (const [bit, row] of rows.entries())
        if (has(column.masks[input] ?? mask, row, at * column.words)) add(mask, bit, at * words)
    return mask
  })
  return {
    ...column,
    at: -1,
    way: 'list',
    outputs: [],
    gives: [],
    size: rows.length,
    words,
    lines: rows.flatMap((row) => column.lines[row] ?? []),
    masks,
    answers: new Int32Array(0),
    adds: new Float64Array(0),
    speaking: new Int32Array(words),
  }
}
