import type { CallTold } from '#domain/call/call.ts'
import { callsLeftRinging, callsUnderWay, forgetCallers, holdLegs, readSource } from '#server/store/calls.ts'
import type { Desk } from '../desk.ts'
import { callKey, takeLeg } from './take-call.ts'

const mostAtOnce = 500
/** Longer nobody lets it ring, or talks: the telephone system has forgotten to say that it is over. */
const ringsAtMost = Temporal.Duration.from({ minutes: 5 })
const lastsAtMost = Temporal.Duration.from({ hours: 4 })
/** So long it is kept who called, for whoever calls back. */
const knownFor = Temporal.Duration.from({ hours: 24 * 7 })

/**
 * Ends every call of a telephone system but those that there still are, by the system's own names: what ended while nobody
 * listened. One that nobody had taken was missed.
 */
export async function endCallsBut(
  desk: Desk,
  org: string,
  connection: string,
  still: ReadonlySet<string>,
): Promise<void> {
  const keys = new Set([...still].map((id) => callKey(desk, connection, id)))
  const known = await desk.db.withOrg(org, (tx) => callsUnderWay(tx, connection, mostAtOnce))
  for (const { source_key: sourceKey, extension } of known)
    if (!keys.has(sourceKey)) await takeLeg(desk, org, { connection, sourceKey }, ended(desk, extension))
}

/** Ends what is still under way of a call, by the system's own name for it: whoever called has hung up. */
export async function endCallOf(desk: Desk, org: string, connection: string, id: string): Promise<void> {
  const sourceKey = callKey(desk, connection, id)
  const legs = await desk.db.withOrg(org, (tx) => holdLegs(tx, connection, sourceKey))
  for (const { extension, state } of legs)
    if (state === 'ringing' || state === 'answered')
      await takeLeg(desk, org, { connection, sourceKey }, ended(desk, extension))
}

/** Ends calls of which nothing more was said for long, and forgets who called in those of the week before. */
export async function endForgottenCalls(desk: Desk): Promise<number> {
  const now = desk.now()
  const left = await desk.db.asWorker((tx) =>
    callsLeftRinging(
      tx,
      now.subtract(ringsAtMost).toString(),
      now.subtract(lastsAtMost).toString(),
      mostAtOnce,
    ),
  )
  for (const { org_id: org, id } of left) {
    const source = await desk.db.withOrg(org, (tx) => readSource(tx, id))
    if (!source) continue
    const { connection_id: connection, source_key: sourceKey, extension } = source
    await takeLeg(desk, org, { connection, sourceKey }, ended(desk, extension))
  }
  return left.length
}

/** Forgets who called in calls of an organisation that ended longer ago than anybody calls back. */
export const forgetOldCallers = (desk: Desk, org: string): Promise<void> =>
  desk.db.withOrg(org, (tx) => forgetCallers(tx, desk.now().subtract(knownFor).toString()))

const ended = (desk: Desk, to: string): Omit<CallTold, 'id'> => ({
  from: null,
  name: null,
  to,
  state: 'ended',
  at: desk.now(),
})
