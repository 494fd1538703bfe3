import { isOpen, type Case } from '../case/case.ts'
import { isDangerous } from './is-dangerous.ts'
import type { Notice } from './notice.ts'

/**
 * Whether what somebody was to be told is still so: nobody is told in the morning of what others have settled in the
 * night. That a date was missed stays worth knowing as long as the case is open.
 */
export function stillStands({ member, kind, about }: Notice, kase: Case): boolean {
  if (!isOpen(kase)) return false
  switch (kind) {
    case 'danger':
      return isDangerous(kase)
    case 'offered':
      return kase.offer?.id === about.of && kase.offer.to === member
    case 'assigned':
      return kase.owner === member
    case 'date-near':
    case 'promise-near':
      return kase.deadlines.some(({ id, state }) => id === about.of && state === 'running')
    case 'customer-wrote':
      return kase.owner === member && kase.unansweredSince !== null
    case 'approval':
      return isStillAsked(kase, about.of, member)
    case 'date-missed':
    case 'mentioned':
      return true
  }
}

/** A remedy waits for a signature until somebody decides; a text that waits for one is looked up where it is shown. */
function isStillAsked({ remedies = [] }: Case, id: string, member: string): boolean {
  const remedy = remedies.find((one) => one.id === id)
  return remedy === undefined || (remedy.state === 'proposed' && remedy.asked?.of === member)
}
