/** Cells as a spreadsheet puts them on the clipboard: tabs between cells, lines between rows, quotes round what holds either. */
export const sheetText = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(cellOut).join('\t')).join('\n')

const cellOut = (text: string) => (/[\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/**
 * The cells of a text from the clipboard. A cell in quotes may hold tabs and lines, as spreadsheets write it; one that only
 * begins with a quote, such as `"a", "b"`, is a cell of ours and stays as it is.
 */
export function cellsFrom(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  while (at <= text.length) {
    const { cell, end } = cellAt(text, at)
    rows.at(-1)?.push(cell)
    const stop = text.slice(end, end + 2)
    if (stop === '') break
    if (stop.startsWith('\t')) {
      at = end + 1
      continue
    }
    at = end + (stop === '\r\n' ? 2 : 1)
    if (at >= text.length) break
    rows.push([])
  }
  return rows
}

function cellAt(text: string, at: number): { cell: string; end: number } {
  if (text[at] === '"') {
    const quoted = /"((?:[^"]|"")*)"(?=\t|\r|\n|$)/y
    quoted.lastIndex = at
    const found = quoted.exec(text)
    const inside = found?.[1]
    if (inside !== undefined && /[\t\r\n]|""/.test(inside))
      return { cell: inside.replaceAll('""', '"'), end: quoted.lastIndex }
  }
  const stop = /[\t\r\n]/g
  stop.lastIndex = at
  const end = stop.exec(text)?.index ?? text.length
  return { cell: text.slice(at, end), end }
}
