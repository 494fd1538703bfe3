import { InDoubt } from '#web/features/in-doubt/InDoubt.tsx'

/** Replies of which nobody knows whether they arrived. */
export function InDoubtRoute() {
  return <InDoubt />
}
