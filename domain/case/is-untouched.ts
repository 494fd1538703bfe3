import { isOpen, type Case } from './case.ts'

/** The moves by which a case comes to be: it is opened, and its first message is received. */
const movesOfOpening = 2

/**
 * Whether nothing has happened to a case since it was opened but what clocks and policy do by themselves: nobody was
 * written to, nothing was promised, given or noted, and the customer has not written again. As long as that is so, it can
 * be taken back as if it had never been made.
 */
export const isUntouched = (kase: Case): boolean =>
  isOpen(kase) && kase.contacts === 1 && kase.seq === movesOfOpening
