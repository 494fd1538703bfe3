/** How far a case has come, from the first sign of it on. The customer, not we, says that it is settled. */
const stages = [
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

const further = (a: Stage, b: Stage) => (stages.indexOf(b) > stages.indexOf(a) ? b : a)
