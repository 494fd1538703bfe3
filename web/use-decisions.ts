import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { sentenceOf } from './api.ts'
import { announce } from './ui/announce.ts'
import { newKey } from './ui/new-key.ts'

/** How a decision on one line of a list stands. */
export type Decision<Became> =
  | { state: 'busy' }
  | { state: 'failed'; sentence: string }
  | { state: 'done'; became: Became; isOver: boolean }

/** What is decided by one key, line by line, and what became of each: the line stays where it is and says so. */
export type Decisions<Became> = {
  of: (id: string) => Decision<Became> | undefined
  /** Decides once: a line that is busy or done is left alone, and the same decision again carries the same key. */
  decide: (id: string, what: string, act: (key: string) => Promise<Became>) => Promise<void>
  /** What was decided was taken back: once the lists have it again, the line can be decided anew. */
  forget: (id: string) => Promise<void>
}

/** Whether nothing more is to be pressed: it is being done, or done. */
export const isDecided = (decision: Decision<unknown> | undefined): boolean =>
  decision?.state === 'busy' || (decision?.state === 'done' && decision.isOver)

type Settings<Became> = {
  /** What a list or a counter showed, and is asked again afterwards, by the first word of its key. */
  stale: readonly string[]
  /** Says what became of it. */
  tell: (became: Became) => string
  /** Whether that is the end of it. */
  isOver: (became: Became) => boolean
  /** Offers to take back what was just decided, where that can be done. */
  offer?: (id: string, became: Became) => void
}

/** Decides line by line. */
export function useDecisions<Became>({ stale, tell, isOver, offer }: Settings<Became>): Decisions<Became> {
  const client = useQueryClient()
  const [made, setMade] = useState<Readonly<Record<string, Decision<Became>>>>({})
  const underWay = useRef(new Set<string>())
  const keys = useRef(new Map<string, string>())
  const put = (id: string, decision: Decision<Became>) => setMade((before) => ({ ...before, [id]: decision }))
  const refresh = () => Promise.all(stale.map((list) => client.invalidateQueries({ queryKey: [list] })))
  const decide: Decisions<Became>['decide'] = async (id, what, act) => {
    const before = made[id]
    if (underWay.current.has(id) || (before?.state === 'done' && before.isOver)) return
    underWay.current.add(id)
    put(id, { state: 'busy' })
    const name = `${id} ${what}`
    const key = keys.current.get(name) ?? newKey()
    keys.current.set(name, key)
    try {
      const became = await act(key)
      keys.current.delete(name)
      put(id, { state: 'done', became, isOver: isOver(became) })
      announce(tell(became))
      offer?.(id, became)
    } catch (error) {
      put(id, { state: 'failed', sentence: sentenceOf(error) })
    } finally {
      underWay.current.delete(id)
      void refresh()
    }
  }
  const forget = async (id: string) => {
    await refresh()
    setMade((before) => Object.fromEntries(Object.entries(before).filter(([line]) => line !== id)))
  }
  return { of: (id) => made[id], decide, forget }
}
