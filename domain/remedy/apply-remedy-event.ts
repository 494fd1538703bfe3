import type { Remedy, RemedyState } from './remedy.ts'
import { mayTurn } from './remedy.ts'
import { readAsked } from './read-remedy.ts'
import type { RemedyEventData } from './remedy-event.ts'

/** Something that happened to a remedy. */
export type RemedyEvent = {
  [T in keyof RemedyEventData]: { type: T; at: Temporal.Instant; by: string; data: RemedyEventData[T] }
}[keyof RemedyEventData]

/** The remedies of a case after one more event. One about a remedy that the case does not have changes nothing. */
export function applyRemedyEvent(remedies: readonly Remedy[], event: RemedyEvent): Remedy[] {
  if (event.type === 'remedy-proposed') return [...remedies, proposed(event)]
  return remedies.map((remedy) => (remedy.id === event.data.id ? changed(remedy, event) : remedy))
}

/** The handle of whoever did it; a desk that did it itself has none. */
const handleIn = (by: string) => by.replace(/^member:/, '')

function proposed({ at, by, data }: Extract<RemedyEvent, { type: 'remedy-proposed' }>): Remedy {
  const { id, sort, what, amount, weighs, currency, rule, hand, asked } = data
  const hands = [...new Set([handleIn(by), ...(hand === undefined ? [] : [hand])])]
  const said = { id, sort, what, amount, weighs, currency, rule, hands }
  return { ...said, state: 'proposed', asked: asked && readAsked(asked), signed: null, proposedAt: at, at }
}

function changed(remedy: Remedy, event: Exclude<RemedyEvent, { type: 'remedy-proposed' }>): Remedy {
  const { at, by } = event
  const turned = (state: RemedyState): Remedy => {
    if (!mayTurn(remedy, state))
      throw new RangeError(`A remedy that is ${remedy.state} does not become ${state}.`)
    return { ...remedy, state, asked: null, at }
  }
  switch (event.type) {
    case 'remedy-approved':
      return { ...turned('approved'), signed: { ...event.data.signed, by: handleIn(by) } }
    case 'remedy-given': {
      const { signed } = event.data
      return { ...turned('given'), signed: signed ? { ...signed, by: handleIn(by) } : remedy.signed }
    }
    case 'remedy-passed-on':
      return { ...remedy, asked: readAsked(event.data.asked) }
    case 'remedy-declined':
      return turned('declined')
    case 'remedy-withdrawn':
      return turned('withdrawn')
    case 'remedy-reversed':
      return turned('reversed')
  }
}
