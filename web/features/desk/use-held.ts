import { useMemo, useState, type HTMLAttributes, type RefObject } from 'react'
import { holdStill } from './hold-still.ts'

const none: readonly string[] = []

/**
 * Keeps a list from jumping under a pointer, while keys are used, or while it is scrolled away from its beginning; what
 * waits is shown on demand.
 */
export function useHeld<Row extends { id: string }>(fresh: readonly Row[], offset: RefObject<number>) {
  const [held, hold] = useState<readonly Row[] | null>(() =>
    offset.current > 0 && fresh.length > 0 ? fresh : null,
  )
  // Known from the last time that it scrolled: to ask the page how it lies would make it lay itself out between two keys.
  const isAway = () => offset.current > 0
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
    onPointerEnter: ({ pointerType }) => holdIf(pointerType === 'mouse' || isAway()),
    onPointerLeave: ({ currentTarget }) => holdIf(isAway() || currentTarget.contains(document.activeElement)),
    onFocus: () => holdIf(true),
    onBlur: ({ currentTarget, relatedTarget }) => holdIf(isAway() || currentTarget.contains(relatedTarget)),
    onScroll: ({ currentTarget }) =>
      holdIf(isAway() || currentTarget.contains(document.activeElement) || currentTarget.matches(':hover')),
  }
  return { shown, waiting, left, hands, show: () => hold(held ? fresh : null) }
}
