import type { Case } from '#domain/case/case.ts'
import { Refusal } from '#domain/refusal.ts'

/** Refuses to ask whether a matter is settled while nothing was done that could have settled it. */
export function refuseTooEarly({ stage, deedAt }: Case): void {
  if (deedAt) return
  throw new Refusal(
    'conflict',
    'Nothing has been done yet that could have settled it. Write down what was done, then ask whether it is settled.',
    { jump: { from: stage, to: 'customer-confirmed' } },
  )
}
