/**
 * Moves the focus from message to message of a timeline, the newest first to be reached. Where the arrows belong to something else, a
 * panel that scrolls, they are left to it.
 */
export function stepThrough(list: HTMLElement | null, by: 1 | -1, event: KeyboardEvent): boolean {
  if (!list) return false
  const { target } = event
  const isHere = target === document.body || (target instanceof Node && list.contains(target))
  if (!isHere && event.key.startsWith('Arrow')) return false
  const messages = [...list.querySelectorAll<HTMLElement>('[data-message]')]
  const here = messages.findIndex((one) => one.contains(document.activeElement))
  const next = here < 0 ? messages.at(-1) : messages[here + by]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
  return true
}
