import { useEffect, useRef, type RefObject } from 'react'

/** Less than this from its end, a list is looked at at its end; in px. */
const nearEnd = 40

/**
 * Shows the end of a list at first, and again when it grows while one looks at its end. When the reply box below takes
 * some of its room, what the customer said last stays in sight, just above the box: it is what one answers.
 */
export function useLastInSight(): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    let isFollowing = true
    let isHolding = false
    let height = element.clientHeight
    let placed = -1
    const place = (top: number) => {
      element.scrollTop = top
      placed = element.scrollTop
    }
    const note = () => {
      // Where we have scrolled ourselves says nothing about what one looks at.
      if (Math.abs(element.scrollTop - placed) < 2) return
      placed = -1
      isFollowing = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
      isHolding = false
    }
    const sizes = new ResizeObserver((changes) => {
      const before = height
      height = element.clientHeight
      const isSmaller = height < before
      if (height > before) isHolding = false
      const last = lastFromCustomer(element)
      if (isSmaller && last && (isFollowing || isHolding || wasInSight(element, last, before))) {
        isHolding = true
        place(topFor(element, last))
      } else if (isFollowing && !(isHolding && changes.every(({ target }) => target === element)))
        place(element.scrollHeight)
    })
    element.addEventListener('scroll', note, { passive: true })
    sizes.observe(element)
    for (const part of element.children) sizes.observe(part)
    return () => {
      element.removeEventListener('scroll', note)
      sizes.disconnect()
    }
  }, [])
  return frame
}

const lastFromCustomer = (list: HTMLElement) =>
  [...list.querySelectorAll<HTMLElement>('[data-direction=in]')].at(-1)

/** Where a message begins, from the start of the list. */
const startOf = (list: HTMLElement, message: HTMLElement) =>
  message.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop

/** Whether its end was in sight before the list lost some of its height. */
function wasInSight(list: HTMLElement, message: HTMLElement, height: number): boolean {
  const end = startOf(list, message) + message.offsetHeight
  return end > list.scrollTop && end <= list.scrollTop + height
}

/** Its end at the lower edge; the beginning of one that is longer than the room, because one reads from there. */
const topFor = (list: HTMLElement, message: HTMLElement): number => {
  const start = startOf(list, message)
  return Math.min(start, start + message.offsetHeight - list.clientHeight)
}
