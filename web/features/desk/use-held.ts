import { useState, type HTMLAttributes } from 'react'
import { holdStill } from './hold-still.ts'

/** Keeps a list from jumping under a pointer or while keys are used; what waits is shown on demand. */
export function useHeld<Row extends { id: string }>(fresh: readonly Row[]) {
  const [held, hold] = useState<readonly Row[] | null>(null)
  const { shown, waiting } = held ? holdStill(held, fresh) : { shown: fresh, waiting: null }
  if (held && shown.length > held.length) hold(shown)
  const holdIf = (isHeld: boolean) => hold(isHeld ? (held ?? fresh) : null)
  const hands: Pick<
    HTMLAttributes<HTMLElement>,
    'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'
  > = {
    onPointerEnter: ({ pointerType }) => holdIf(pointerType === 'mouse'),
    onPointerLeave: ({ currentTarget }) => holdIf(currentTarget.contains(document.activeElement)),
    onFocus: () => holdIf(true),
    onBlur: ({ currentTarget, relatedTarget }) => holdIf(currentTarget.contains(relatedTarget)),
  }
  return { shown, waiting, hands, show: () => hold(held ? fresh : null) }
}
