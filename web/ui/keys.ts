import { use, useEffect, useRef } from 'react'
import { InSight, whileInSight } from './in-sight.ts'

/**
 * What single keys do, by the key's own name, or by two keys struck one after the other, such as `g d`. One that answers
 * `false` leaves the key to the browser.
 */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>

const setting = 'evenhand.keys'

/** Whether single letters are commands (WCAG 2.1.4 lets a person turn them off). */
export const areKeysOn = (): boolean => localStorage.getItem(setting) !== 'off'

export function turnKeys(on: boolean): void {
  localStorage.setItem(setting, on ? 'on' : 'off')
}

const secondKeyWithinMs = 1200

/** What the keys do just now, place by place. */
const offered = new Set<{ current: Keys }>()

/** Whether a dialog or a menu was open when a key went down: by the time that the page hears of it, the key may have closed it. */
let wasCovered = false
const isCovered = () => document.querySelector('[role=dialog], [role=menu]') !== null
window.addEventListener('keydown', () => (wasCovered = isCovered()), { capture: true })

/** A letter struck before what it is for was there: a part of the page that is still being fetched. */
let early: KeyboardEvent | null = null
const earlyWithinMs = 3000
let before = ''
document.addEventListener('keydown', (event) => {
  const { key } = event
  const isMeant = key.length === 1 && !event.repeat && !wasCovered && isCommand(event)
  early = isMeant && !isPartOfKnown(key) ? event : null
  before = key
})
/** Whether a key does something by itself, begins what does, or ends it. */
const isPartOfKnown = (key: string) =>
  [...offered].some(({ current }) =>
    Object.keys(current).some(
      (known) => known === key || known === `${before} ${key}` || known.startsWith(`${key} `),
    ),
  )
// Whoever has gone on to something else no longer means it.
document.addEventListener('pointerdown', () => (early = null))

/** Does what was struck a moment ago, now that it can be done. */
function catchUp(keys: Keys) {
  const act = early && keys[early.key]
  if (!early || !act || performance.now() - early.timeStamp > earlyWithinMs || isCovered()) return
  const event = early
  early = null
  act(event)
}

/** Listens for single keys while the component is shown. They rest in text fields and while a dialog is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  const sight = use(InSight)
  useEffect(() => {
    latest.current = keys
    if (sight.isIn()) catchUp(keys)
  })
  useEffect(
    () =>
      whileInSight(sight, () => {
        catchUp(latest.current)
        return listen(latest)
      }),
    [sight],
  )
}

/** Does what the keys say until it is called off. */
function listen(latest: { current: Keys }): () => void {
  let first = { key: '', at: 0 }
  const press = (event: KeyboardEvent) => {
    if (!isCommand(event)) return
    const pair = event.timeStamp - first.at < secondKeyWithinMs ? `${first.key} ${event.key}` : ''
    // What begins with another key is meant whole: its second key does nothing by itself, wherever the pair is offered.
    const isPair = [...offered].some(({ current }) => current[pair] !== undefined)
    const act = latest.current[isPair ? pair : event.key]
    first = { key: event.key, at: event.timeStamp }
    // The page is asked only where something would be done: it may be large, and keys come thirty times a second.
    if (!act || wasCovered || isCovered()) return
    if (act(event) !== false) event.preventDefault()
  }
  document.addEventListener('keydown', press)
  offered.add(latest)
  return () => {
    document.removeEventListener('keydown', press)
    offered.delete(latest)
  }
}

function isCommand(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing)
    return false
  const { target } = event
  if (!(target instanceof HTMLElement)) return true
  if (target.closest('input, textarea, select, [contenteditable=true]')) return false
  // A focused link or button keeps its own Enter and space, but for a link that leads to where one is.
  const own = event.key === 'Enter' ? 'a:not([aria-current=page]), button, summary' : 'a, button, summary'
  if ((event.key === 'Enter' || event.key === ' ') && target.closest(own)) return false
  return event.key.length > 1 || areKeysOn()
}
