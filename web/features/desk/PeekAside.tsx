import { useDeferredValue } from 'react'
import { say } from '#web/words/say.ts'
import classes from './Desk.module.css'
import { Peek } from './Peek.tsx'
import { useRested, type Selection } from './selection.ts'
import type { Row } from './use-queue.ts'

type Props = {
  selection: Selection
  shown: readonly Row[]
  me: string | undefined
  open: (id: string, begin?: 'reply') => void
}

/** Beside the queue: the case on which the keys have come to rest. */
export function PeekAside({ selection, shown, me, open }: Props) {
  const rested = useRested(selection)
  // The queue is drawn first.
  const isDrawn = useDeferredValue(true, false)
  const row = shown.find(({ id }) => id === rested) ?? shown[0]
  return (
    <aside className={classes['peek']} aria-label={say('Selected case')}>
      {row && isDrawn ? <Peek row={row} me={me} open={open} /> : null}
    </aside>
  )
}
