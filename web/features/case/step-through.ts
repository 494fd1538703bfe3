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
  const next = nextFrom(messages, list, by)
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
  return true
}

/** The message after or before the one that has the focus, or after or before whatever entry has it. */
function nextFrom(messages: readonly HTMLElement[], list: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const focused = document.activeElement
  const here = messages.findIndex((one) => one.contains(focused))
  if (here >= 0) return messages[here + by]
  if (!focused || focused === list || !list.contains(focused)) return messages.at(-1)
  const isAfter = (one: HTMLElement) =>
    (focused.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  return by === 1 ? messages.find(isAfter) : messages.findLast((one) => !isAfter(one))
}
