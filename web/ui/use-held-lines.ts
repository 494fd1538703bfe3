import { useState } from 'react'
import { holdLines, type HeldLines } from './hold-lines.ts'

/** Holds a list still while it is worked on; `show` lets in what came since. */
export function useHeldLines<T extends { id: string; receivedAt: string }>(
  now: readonly T[],
  isWhole: boolean,
): HeldLines<T> & { show: () => void } {
  const [before, hold] = useState<readonly T[]>([])
  const held = holdLines(now, before, isWhole)
  const { shown } = held
  if (shown.length !== before.length || shown.some((line, place) => line !== before[place])) hold(shown)
  const show = () => {
    const left = before.filter(({ id }) => now.every((line) => line.id !== id))
    hold(holdLines([...now, ...left], [], isWhole).shown)
  }
  return { ...held, show }
}
