import { ByHand } from '#web/features/by-hand/ByHand.tsx'

/** A call, a letter or a visit, written down. */
export function WriteDownRoute() {
  return <ByHand />
}
