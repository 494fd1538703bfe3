import { useState } from 'react'

/** Which lines of a list are open to be read. */
export function useOpenLines() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  return {
    is: (id: string) => ids.has(id),
    toggle: (id: string) =>
      setIds((before) => (before.has(id) ? without(before, id) : new Set([...before, id]))),
  }
}

const without = (ids: ReadonlySet<string>, gone: string) => new Set([...ids].filter((id) => id !== gone))
