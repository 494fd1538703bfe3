import type { Case } from './case.ts'

/** Whether the customer has had no answer since they last wrote, and none that was written since is on its way. */
export const isUnanswered = ({ unansweredSince, onTheWay }: Case): boolean =>
  unansweredSince !== null &&
  onTheWay.every(({ missedContact, onlyInvites }) => missedContact !== null || onlyInvites === true)
