/** What was typed before there was a field for it; nothing while nobody waits for one. */
let held: string | null = null

/** Keeps what is typed from now on for the field that is about to open, so that no letter is lost or done as a command. */
export function holdLetters(): void {
  held = ''
  window.addEventListener('keydown', hold, { capture: true })
}

/** What was typed meanwhile. From now on letters go where the focus is. */
export function takeLetters(): string {
  window.removeEventListener('keydown', hold, { capture: true })
  const letters = held ?? ''
  held = null
  return letters
}

function hold(event: KeyboardEvent) {
  if (held === null || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape') return void takeLetters()
  if (event.key === 'Backspace') held = held.slice(0, -1)
  else if (event.key.length === 1) held += event.key
  else if (event.key !== 'Enter') return
  event.preventDefault()
  event.stopImmediatePropagation()
}
