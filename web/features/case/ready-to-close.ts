type Filled = { decision: string; settledBy: string; reason: string; because: string }

/**
 * Whether a case can be closed as the sheet is filled in: a decision, whose word it is and a reason; and why nothing needs to
 * be sent, where the customer has had no answer since they last wrote.
 */
export const isReadyToClose = (
  { decision, settledBy, reason, because }: Filled,
  isUnanswered: boolean,
): boolean =>
  decision !== '' && settledBy !== '' && reason.trim() !== '' && (!isUnanswered || because.trim() !== '')
