import { useRef, useState, type HTMLAttributes } from 'react'
import { holdStill } from './hold-still.ts'

/** Keeps a list from jumping under a pointer or while keys are used; what waits is shown on demand. */
export function useHeld<Row extends { id: string }>(fresh: readonly Row[]) {
  const held = useRef(fresh)
  const [isHeld, hold] = useState(false)
  const { shown, waiting } = isHeld ? holdStill(held.current, fresh) : { shown: fresh, waiting: null }
  held.current = shown
  const hands: Pick<HTMLAttributes<HTMLElement>, 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'> = {
    onPointerEnter: ({ pointerType }) => hold(pointerType === 'mouse'),
    onPointerLeave: ({ currentTarget }) => hold(currentTarget.contains(document.activeElement)),
    onFocus: () => hold(true),
    onBlur: ({ currentTarget, relatedTarget }) => hold(currentTarget.contains(relatedTarget)),
  }
  const show = () => {
    held.current = fresh
    hold(false)
  }
  return { shown, waiting, hands, show }
}
