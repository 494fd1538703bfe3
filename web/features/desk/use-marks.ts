import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

/** Which cases are marked for an action on all of them; a range goes from where one marked last. */
export function useMarks<Row extends { id: string }>(rows: readonly Row[]) {
  const [ids, set] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const latest = useRef(rows)
  useEffect(() => {
    latest.current = rows
  })
  const mark = useCallback((id: string, isRange: boolean) => {
    const from = isRange ? last.current : null
    last.current = id
    set((before) => {
      if (from !== null && from !== id) return new Set([...before, ...between(latest.current, from, id)])
      const after = new Set(before)
      if (isRange || !after.delete(id)) after.add(id)
      return after
    })
  }, [])
  const clear = useCallback(() => {
    last.current = null
    set(new Set())
  }, [])
  // What has left the list is not acted upon unseen.
  const marked = useMemo(() => rows.filter(({ id }) => ids.has(id)), [rows, ids])
  return { ids, marked, mark, clear }
}

function between(rows: readonly { id: string }[], one: string, other: string): string[] {
  const places = [one, other].map((id) => rows.findIndex((row) => row.id === id))
  const [from = -1, to = -1] = places.toSorted((a, b) => a - b)
  return from < 0 ? [other] : rows.slice(from, to + 1).map(({ id }) => id)
}
