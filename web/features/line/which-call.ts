import type { z } from 'zod'
import type { CallView } from '#contract/calls.ts'

export type Call = z.output<typeof CallView>

/** Whether somebody waits on the line, or is spoken with. */
export const isUnderWay = ({ state }: Call): boolean => state === 'ringing' || state === 'answered'

/**
 * The call that is looked at: the one that was chosen, while it is under way; else the one that is spoken on, before those
 * that ring; else the last that was looked at, until another rings; else the newest that is over and that nobody has written
 * down.
 */
export function whichCall(
  calls: readonly Call[],
  { chosen, last }: { chosen: string | null; last: string | null },
): Call | undefined {
  return (
    calls.find((call) => call.id === chosen && isUnderWay(call)) ??
    calls.find(({ state }) => state === 'answered') ??
    // Whoever has waited longest comes first.
    calls.findLast(({ state }) => state === 'ringing') ??
    calls.find(({ id }) => id === chosen || id === last) ??
    calls.find(({ state, caseId }) => state === 'ended' && caseId === null)
  )
}

/** What the caller is called: by what we know, else by what the telephone says, else by the number. */
export const callerName = ({ person, name, from }: Call): string | null => person?.name ?? name ?? from
