/** How far a case has come, from the first sign of it on. The customer, not we, says that it is settled. */
export const stages = [
  'detected',
  'acknowledged',
  'accepted',
  'action-committed',
  'action-done',
  'customer-confirmed',
  'verified',
] as const

export type Stage = (typeof stages)[number]

/** How far it has come, and, while it stands by a promise, how far it would have come without one. */
type Progress = { stage: Stage; uncommitted?: Stage }

/**
 * What has come so far, at least as far as this: a late acknowledgement does not take a committed action back, and is
 * remembered, so that a promise that was a slip can be.
 */
export function reached<Kase extends Progress>({ uncommitted, ...kase }: Kase, next: Stage) {
  const stage = further(kase.stage, next)
  if (stage !== 'action-committed') return { ...kase, stage }
  const without = uncommitted ?? kase.stage
  return { ...kase, stage, uncommitted: next === stage ? without : further(without, next) }
}

/** Whether a case has come this far, or further. */
export const isAtLeast = (stage: Stage, least: Stage): boolean =>
  stages.indexOf(stage) >= stages.indexOf(least)

const further = (a: Stage, b: Stage) => (isAtLeast(b, a) ? b : a)

/** Who takes the step: somebody of ours, or the customer in their own words. */
export type Stepper = 'us' | 'customer'

/**
 * From where we may bring a case to a stage. Whoever takes it on, promises and does it at once passes over what lies
 * between; nobody passes over what was done for the customer, and nobody but the customer confirms without it.
 */
const from = {
  detected: [],
  acknowledged: ['detected'],
  accepted: ['detected', 'acknowledged'],
  'action-committed': ['detected', 'acknowledged', 'accepted'],
  'action-done': ['detected', 'acknowledged', 'accepted', 'action-committed'],
  'customer-confirmed': ['action-done'],
  verified: ['customer-confirmed'],
} as const satisfies Record<Stage, readonly Stage[]>

/**
 * Whether this step is a legal one. The customer may say at any time that it is settled: the parcel came after all. What a
 * colleague heard them say is written down only once there is something that can have settled it.
 */
export function mayReach(stage: Stage, next: Stage, by: Stepper): boolean {
  if (next === 'customer-confirmed' && by === 'customer') return !isAtLeast(stage, next)
  const legal: readonly Stage[] = from[next]
  return legal.includes(stage)
}
