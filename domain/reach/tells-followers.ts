import type { CaseEvent } from '../case/event.ts'

/**
 * Whether something that a colleague did says how many follow the customer. Who enters a number, as a fact or in a claim, has
 * seen how far the voice carries as much as who looks: whoever writes such an event down writes `reach-opened` down with it.
 */
export const tellsFollowers = (event: CaseEvent): boolean =>
  (event.type === 'facts-entered' && typeof event.data.facts['followers'] === 'number') ||
  (event.type === 'claim-made' && event.data.followers !== undefined)
