import type { Case } from './case.ts'

/** Who has seen how far a voice carries has seen it: also when cases are parted again. */
export function seenBy(kase: Case, ...members: string[]): Case {
  if (members.length === 0) return kase
  return { ...kase, reachOpenedBy: [...new Set([...(kase.reachOpenedBy ?? []), ...members])] }
}
