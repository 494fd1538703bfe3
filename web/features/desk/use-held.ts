import { useMemo, useState, type HTMLAttributes } from 'react'
import { holdStill } from './hold-still.ts'

const none: readonly string[] = []

const isAway = (list: HTMLElement) => list.scrollTop > 0

/**
 * Keeps a list from jumping under a pointer, while keys are used, or while it is scrolled away from its beginning; what
 * waits is shown on demand.
 */
export function useHeld<Row extends { id: string }>(fresh: readonly Row[], isHeldAtFirst: boolean) {
  const [held, hold] = useState<readonly Row[] | null>(isHeldAtFirst && fresh.length > 0 ? fresh : null)
  const { shown, waiting, left } = useMemo(
    () => (held ? holdStill(held, fresh) : { shown: fresh, waiting: null, left: none }),
    [held, fresh],
  )
  if (held && shown.length > held.length) hold(shown)
  const holdIf = (isHeld: boolean) => {
    if (isHeld !== (held !== null)) hold(isHeld ? fresh : null)
  }
  const hands: Pick<
    HTMLAttributes<HTMLElement>,
    'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur' | 'onScroll'
  > = {
    onPointerEnter: ({ pointerType, currentTarget }) =>
      holdIf(pointerType === 'mouse' || isAway(currentTarget)),
    onPointerLeave: ({ currentTarget }) =>
      holdIf(isAway(currentTarget) || currentTarget.contains(document.activeElement)),
    onFocus: () => holdIf(true),
    onBlur: ({ currentTarget, relatedTarget }) =>
      holdIf(isAway(currentTarget) || currentTarget.contains(relatedTarget)),
    onScroll: ({ currentTarget }) =>
      holdIf(
        isAway(currentTarget) ||
          currentTarget.contains(document.activeElement) ||
          currentTarget.matches(':hover'),
      ),
  }
  return { shown, waiting, left, hands, show: () => hold(held ? fresh : null) }
}
