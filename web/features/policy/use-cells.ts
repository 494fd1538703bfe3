import {
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react'
import { flushSync } from 'react-dom'
import { allRows, type WrittenPolicy, type WrittenTable } from '#domain/policy/written-policy.ts'
import { choiceAt, cornersOf, moved, pastedInto, tabbed, type Choice } from './cell-moves.ts'
import { cellText, typedText, type Column } from './columns.ts'
import { addRows, moveRows, removeRows, writeCells, type CellEdit } from './edit-policy.ts'
import type { Writing } from './GridRow.tsx'
import { cellsFrom, sheetText } from './sheet-text.ts'
import { useSteadyRow } from './use-steady-row.ts'

type Given = {
  policy: WrittenPolicy
  table: WrittenTable
  columns: readonly Column[]
  isWritable: boolean
  edit: (policy: WrittenPolicy) => void
  undo: () => void
  redo: () => void
  tellRow: (row: string) => void
  /** The row in which one begins, where one came for it. */
  beginAt: string | undefined
}

/** What one does in the cells of a table: moving, choosing, writing, copying, by keys alone or with a mouse. */
export function useCells(given: Given) {
  const { table, columns } = given
  const meant = allRows(table).findIndex(({ id }) => id === given.beginAt)
  const [choice, setChoice] = useState<Choice>(() =>
    meant < 0 ? choiceAt(0, Math.min(1, columns.length - 1)) : choiceAt(meant, 0),
  )
  const [writing, setWriting] = useState<(Writing & { row: number }) | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const wantsFocus = useRef(meant >= 0)
  const rows = table.rows.length + (table.default ? 1 : 0)
  const size = { rows, columns: columns.length }
  const within = clamped(choice, size)
  useSteadyRow(grid, within.toRow)

  useLayoutEffect(() => {
    if (writing) {
      field.current?.focus()
      if (writing.mode === 'on') field.current?.setSelectionRange(-1, -1)
      return
    }
    if (!wantsFocus.current) return
    wantsFocus.current = false
    focusCell(grid, within)
  })

  const go = useCallback(
    (next: Choice) => {
      wantsFocus.current = true
      setChoice(next)
      const row = allRows(given.table)[next.row]
      if (row) given.tellRow(row.id)
    },
    [given],
  )

  function write(mode: Writing['mode'], at: Choice = within) {
    const column = columns[at.column]
    const isDefault = at.row === table.rows.length
    const isFixed = isDefault && (column?.part === 'id' || column?.part === 'when')
    if (!given.isWritable || !column || isFixed) return
    // The field is there before the browser hands out the key that was struck: it lands in it.
    flushSync(() => {
      setChoice(choiceAt(at.row, at.column))
      const row = allRows(table)[at.row]
      const text = row ? typedText(given.policy, row, column) : ''
      setWriting({ row: at.row, column: at.column, mode, text })
    })
  }

  function commit(): WrittenPolicy {
    const column = writing && columns[writing.column]
    if (!writing || !column || !field.current) return given.policy
    const text = field.current.value
    setWriting(null)
    const row = allRows(table)[writing.row]
    if (!row || [cellText(row, column), writing.text].includes(text.trim())) return given.policy
    const next = writeCells(given.policy, table.id, [{ row: writing.row, column, text }])
    given.edit(next)
    return next
  }

  function put(edits: readonly CellEdit[]) {
    const fresh = Math.max(0, ...edits.map(({ row }) => row + 1)) - table.rows.length
    const grown = fresh > 0 ? addRows(given.policy, table.id, table.rows.length, fresh) : given.policy
    given.edit(writeCells(grown, table.id, edits))
  }

  const columnEdits = (cells: readonly { row: number; column: number; text: string }[]): CellEdit[] =>
    cells.flatMap(({ row, column, text }) => {
      const at = columns[column]
      return at ? [{ row, column: at, text }] : []
    })

  function clear() {
    const { top, bottom, left, right } = cornersOf(within)
    const cells = pastedInto([['']], { row: top, toRow: bottom, column: left, toColumn: right })
    given.edit(
      writeCells(
        given.policy,
        table.id,
        columnEdits(cells).filter(({ column }) => column.part !== 'id'),
      ),
    )
  }

  function onKeysWriting(event: KeyboardEvent): void {
    const arrow = event.key.startsWith('Arrow') && writing?.mode === 'over' && !event.shiftKey
    if (event.key === 'Escape') {
      setWriting(null)
      wantsFocus.current = true
    } else if (event.key === 'Enter') {
      commit()
      go(
        moved(choiceAt(within.row, within.column), press(event.shiftKey ? 'ArrowUp' : 'ArrowDown'), size) ??
          within,
      )
    } else if (event.key === 'Tab') {
      commit()
      const next = tabbed(within, event.shiftKey, size)
      if (!next) {
        focusCell(grid, within)
        return
      }
      go(next)
    } else if (arrow) {
      commit()
      go(moved(choiceAt(within.row, within.column), press(event.key), size) ?? within)
    } else {
      // What is typed is for the field alone.
      event.stopPropagation()
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  /** Whether the key did something here. */
  function onKeysMoving(event: KeyboardEvent): boolean {
    const mod = event.ctrlKey || event.metaKey
    const { top, bottom } = cornersOf(within)
    const { key, shiftKey, altKey } = event
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown'))
      return shift(top, bottom, key === 'ArrowUp' ? -1 : 1)
    if (altKey) return false
    if (mod && key.toLowerCase() === 'z') return done(shiftKey ? given.redo : given.undo)
    if (mod && key.toLowerCase() === 'y') return done(given.redo)
    if (mod && key.toLowerCase() === 'a')
      return done(() => setChoice({ row: 0, column: 0, toRow: rows - 1, toColumn: columns.length - 1 }))
    if (given.isWritable && mod && key === 'Enter') return insert(shiftKey ? top : bottom + 1)
    if (given.isWritable && mod && (key === 'Delete' || key === 'Backspace')) return remove(top, bottom)
    if (key === 'Tab') {
      const next = tabbed(within, shiftKey, size)
      if (next) go(next)
      return next !== null
    }
    const next = moved(within, { key, mod, shift: shiftKey }, size)
    if (next) return done(() => go(next))
    if (mod) return false
    if (key === 'Escape') return done(() => go(choiceAt(within.row, within.column)))
    if (!given.isWritable) return false
    if (key === 'F2' || key === 'Enter') return done(() => write('on'))
    if (key === 'Delete' || key === 'Backspace') return done(clear)
    if (key.length === 1) {
      write('over')
      event.stopPropagation()
    }
    return false
  }

  function shift(from: number, to: number, by: -1 | 1): boolean {
    const next = given.isWritable ? moveRows(given.policy, table.id, from, to, by) : null
    if (!next) return true
    given.edit(next)
    go({ ...within, row: within.row + by, toRow: within.toRow + by })
    return true
  }

  function insert(at: number): boolean {
    const place = Math.min(at, table.rows.length)
    given.edit(addRows(given.policy, table.id, place))
    go(choiceAt(place, Math.min(1, columns.length - 1)))
    return true
  }

  function remove(from: number, to: number): boolean {
    given.edit(removeRows(given.policy, table.id, from, to))
    go(choiceAt(Math.max(0, Math.min(from, rows - (to - from) - 2)), within.column))
    return true
  }

  const copied = () => {
    const { top, bottom, left, right } = cornersOf(within)
    const chosen = allRows(table).slice(top, bottom + 1)
    return sheetText(
      chosen.map((row) => columns.slice(left, right + 1).map((column) => cellText(row, column))),
    )
  }

  return {
    choice: within,
    writing,
    grid,
    field,
    insert,
    go,
    handlers: {
      onKeyDown: (event: KeyboardEvent) => {
        if (isButton(event.target)) return
        if (writing) onKeysWriting(event)
        else if (onKeysMoving(event)) {
          event.preventDefault()
          event.stopPropagation()
        }
      },
      onMouseDown: (event: MouseEvent) => {
        const at = cellAt(event.target)
        if (!at || event.target instanceof HTMLInputElement) return
        if (writing) commit()
        if (event.shiftKey) {
          event.preventDefault()
          setChoice({ ...within, toRow: at.row, toColumn: at.column })
        } else go(choiceAt(at.row, at.column))
      },
      onMouseOver: (event: MouseEvent) => {
        const at = event.buttons === 1 && !writing ? cellAt(event.target) : null
        if (at) setChoice({ ...within, toRow: at.row, toColumn: at.column })
      },
      onDoubleClick: (event: MouseEvent) => {
        const at = cellAt(event.target)
        if (at && !writing) write('on', choiceAt(at.row, at.column))
      },
      onBlur: (event: FocusEvent) => {
        if (writing && event.target === field.current) commit()
      },
      onCopy: (event: ClipboardEvent) => {
        if (writing) return
        event.clipboardData.setData('text/plain', copied())
        event.preventDefault()
      },
      onCut: (event: ClipboardEvent) => {
        if (writing || !given.isWritable) return
        event.clipboardData.setData('text/plain', copied())
        event.preventDefault()
        clear()
      },
      onPaste: (event: ClipboardEvent) => {
        if (writing || !given.isWritable) return
        event.preventDefault()
        const cells = pastedInto(cellsFrom(event.clipboardData.getData('text/plain')), within)
        put(
          columnEdits(
            cells.filter(({ row }) => !table.default || row !== table.rows.length || rows === within.row + 1),
          ),
        )
        const last = cells.at(-1)
        if (last)
          go({
            ...choiceAt(within.row, within.column),
            toRow: last.row,
            toColumn: Math.min(last.column, columns.length - 1),
          })
      },
    },
  }
}

const press = (key: string) => ({ key, mod: false, shift: false })

function done(act: () => void): true {
  act()
  return true
}

const isButton = (target: EventTarget) => target instanceof HTMLElement && target.closest('button') !== null

function clamped(
  { row, column, toRow, toColumn }: Choice,
  { rows, columns }: { rows: number; columns: number },
): Choice {
  const inRows = (at: number) => Math.max(0, Math.min(rows - 1, at))
  const inColumns = (at: number) => Math.max(0, Math.min(columns - 1, at))
  return { row: inRows(row), column: inColumns(column), toRow: inRows(toRow), toColumn: inColumns(toColumn) }
}

function focusCell(grid: RefObject<HTMLTableElement | null>, { toRow, toColumn }: Choice) {
  const cell = grid.current?.querySelector(`[data-cell="${toRow}:${toColumn}"]`)
  if (!(cell instanceof HTMLElement)) return
  cell.focus({ preventScroll: true })
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function cellAt(target: EventTarget): { row: number; column: number } | null {
  const cell = target instanceof Element ? target.closest('[data-cell]') : null
  const [row, column] = (cell?.getAttribute('data-cell') ?? '').split(':').map(Number)
  return row === undefined || column === undefined || Number.isNaN(row) ? null : { row, column }
}
