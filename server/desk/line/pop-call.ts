import type { z } from 'zod'
import type { endCall as ending, popCall as popping } from '#contract/calls.ts'
import { Refusal } from '#domain/refusal.ts'
import { callsOf, readCall, saveLeg } from '#server/store/calls.ts'
import { newId } from '#server/store/id.ts'
import { noteLookup } from '#server/store/lookup-log.ts'
import { callerOf } from './caller-of.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { lockOf } from '../digest.ts'
import { connectionFor } from '../items/keep-item.ts'

/** A page that was opened twice for the same caller is about the same call. */
const sameWithin = Temporal.Duration.from({ minutes: 2 })
const most = 20

/**
 * A colleague's telephone system opened this page with the caller's number, and will say no more of the call. One that it has
 * told us of already is that one.
 */
export async function popCall(
  desk: Desk,
  { org, handle }: Agent,
  { phone }: z.output<typeof popping.input>,
): Promise<z.input<typeof popping.output>> {
  const connection = await connectionFor(desk, org, 'phone')
  return desk.db.withOrg(
    org,
    async (tx) => {
      const now = desk.now()
      const caller = await callerOf(tx, phone)
      const mine = await callsOf(tx, handle, now.subtract(sameWithin).toString(), most)
      const known = mine.find(
        (call) =>
          call.caller_key !== null &&
          call.caller_key === caller.key &&
          // What a telephone has hung up is another call; what was ended here is this page, looked at again.
          (call.ended_at === null || call.extension === ''),
      )
      if (known) return { callId: known.id }
      const id = newId(now)
      // Whoever types a number into the page's address has looked somebody up.
      noteLookup(tx, {
        id: newId(now),
        at: now.toString(),
        by: handle,
        readAs: 'number',
        persons: caller.person === null ? [] : [caller.person],
        caseId: null,
      })
      await saveLeg(tx, {
        id,
        connection,
        sourceKey: `popped ${id}`,
        extension: '',
        member: handle,
        caller: caller.number,
        callerName: null,
        callerKey: caller.key,
        state: 'answered',
        rangAt: now.toString(),
        answeredAt: now.toString(),
        endedAt: null,
      })
      return { callId: id }
    },
    [lockOf(org, `calls of ${handle}`)],
  )
}

/** Says that a call is over, where no telephone system does. */
export const endCall = (
  desk: Desk,
  { org, handle }: Agent,
  { callId }: z.output<typeof ending.input>,
): Promise<Record<string, never>> =>
  desk.db.withOrg(org, async (tx) => {
    const call = await readCall(tx, callId)
    if (!call || call.member !== handle) throw new Refusal('not-found', 'There is no such call.')
    if (call.ended_at !== null) return {}
    if (call.extension !== '')
      throw new Refusal('conflict', 'Your telephone says when this call is over. Hang up there.')
    const now = desk.now()
    await saveLeg(tx, {
      id: call.id,
      connection: call.connection_id,
      sourceKey: `popped ${call.id}`,
      extension: '',
      member: handle,
      caller: null,
      callerName: null,
      callerKey: null,
      state: 'ended',
      rangAt: call.rang_at.toString(),
      answeredAt: (call.answered_at ?? now).toString(),
      endedAt: now.toString(),
    })
    return {}
  })
