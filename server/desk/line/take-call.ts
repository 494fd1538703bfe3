import { isMissedWholly, legAfter, type CallTold, type Leg } from '#domain/call/call.ts'
import type { HandedOver } from '#server/channels/handed-over.ts'
import { holdLegs, newestOpenCase, noteMissed, saveLeg, type LegRow } from '#server/store/calls.ts'
import type { OrgTx } from '#server/store/database.ts'
import { ownersOf } from '#server/store/extensions.ts'
import { newId } from '#server/store/id.ts'
import { readMember } from '#server/store/members.ts'
import { callerOf, type Caller } from './caller-of.ts'
import type { Desk } from '../desk.ts'
import { keyedDigest, lockOf } from '../digest.ts'
import { keepWithin } from '../items/keep-item.ts'
import { noteArrival } from '../items/note-arrival.ts'
import { receiveHandedOver } from '../items/understand-item.ts'

/** A call as it was taken down: its id, and whose extension it rings at. */
type Taken = { callId: string; agent: string | null }

/** The item that a call becomes which nobody took. */
type Missed = { id: string; given: HandedOver }

/**
 * Takes down what a telephone system tells of a call. Told twice, it is taken down once. A call that is over and that nobody
 * took becomes an item, kept in the same transaction: somebody has to call back, by a date.
 */
export const takeCall = (desk: Desk, org: string, connection: string, told: CallTold): Promise<Taken> =>
  takeLeg(desk, org, { connection, sourceKey: callKey(desk, connection, told.id) }, told)

/** Takes down what is told of a call, by what the desk itself knows it by. */
export async function takeLeg(
  desk: Desk,
  org: string,
  { connection, sourceKey }: { connection: string; sourceKey: string },
  told: Omit<CallTold, 'id'>,
): Promise<Taken> {
  const { taken, missed } = await desk.db.withOrg(
    org,
    async (tx) => {
      const legs = await holdLegs(tx, connection, sourceKey)
      const before = legs.find(({ extension }) => extension === told.to)
      const leg = legAfter(before ? asLeg(before) : null, { ...told, at: withinReason(told.at, desk.now()) })
      // Who calls is said once, when it rings.
      const rang = before ?? legs[0]
      const caller = await callerOf(tx, told.from ?? rang?.caller ?? null)
      const callerName = told.name ?? rang?.caller_name ?? null
      const agent = before?.member ?? (await whoseExtension(tx, told))
      const callId = before?.id ?? newId(desk.now())
      await saveLeg(tx, {
        id: callId,
        connection,
        sourceKey,
        extension: told.to,
        member: agent,
        caller: caller.number,
        callerName,
        callerKey: caller.key,
        state: leg.state,
        rangAt: leg.rangAt.toString(),
        answeredAt: leg.answeredAt?.toString() ?? null,
        endedAt: leg.endedAt?.toString() ?? null,
      })
      const all = [...legs.filter((one) => one !== before).map(asLeg), leg]
      const isNew = legs.every(({ item_id: item }) => item === null)
      const item =
        isNew && isMissedWholly(all)
          ? await keepMissed(desk, tx, { connection, sourceKey, at: told.to, leg, caller, callerName })
          : null
      return { taken: { callId, agent }, missed: item }
    },
    [lockOf(org, `call ${sourceKey}`)],
  )
  noteArrival(desk, org, connection)
  if (missed) await receiveHandedOver(desk, org, { ...missed, connection })
  return taken
}

/** What a call is known by: a system's own name for it may hold an address. */
export const callKey = (desk: Desk, connection: string, id: string): string =>
  keyedDigest(desk.masterKey, `call ${connection} ${id}`).toString('base64url')

const asLeg = ({ state, rang_at: rangAt, answered_at: answeredAt, ended_at: endedAt }: LegRow): Leg => ({
  state,
  rangAt,
  answeredAt,
  endedAt,
})

/** A call is told of within a day at most. */
const toldWithin = Temporal.Duration.from({ hours: 24 })

/** A telephone system's clock that runs ahead would put every date off, and one that stands still would make it overdue at once. */
function withinReason(at: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const earliest = now.subtract(toldWithin)
  const [, likely = now] = [earliest, at, now].toSorted((a, b) => Temporal.Instant.compare(a, b))
  return likely.round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
}

async function whoseExtension(
  tx: OrgTx,
  { agent, to }: Pick<CallTold, 'agent' | 'to'>,
): Promise<string | null> {
  if (agent !== undefined) {
    const named = await readMember(tx, agent)
    if (named) return named.handle
  }
  const [owner] = await ownersOf(tx, [to])
  return owner && !owner.has_left ? owner.member : null
}

type MissedCall = {
  connection: string
  sourceKey: string
  at: string
  leg: Leg
  caller: Caller
  callerName: string | null
}

async function keepMissed(
  desk: Desk,
  tx: OrgTx,
  { connection, sourceKey, at, leg, caller, callerName }: MissedCall,
): Promise<Missed> {
  const joins = caller.person === null ? undefined : await newestOpenCase(tx, caller.person)
  const given: HandedOver = {
    channel: 'phone',
    externalId: `call ${sourceKey}`,
    at: leg.rangAt.toString(),
    from: {
      ...(callerName !== null && { name: callerName }),
      ...(caller.number !== null && { phone: caller.number }),
      ...(callerName === null && caller.number === null && { name: 'Number withheld' }),
    },
    isMissed: true,
    subject: 'Missed call',
    body: `A call at ${at} that nobody took. It rang for ${secondsOf(leg)} seconds.`,
    ...(joins !== undefined && { joins }),
    ...(caller.number === null && {
      doubt: 'A missed call whose number was withheld: there is nobody to call back.',
    }),
  }
  const id = newId(desk.now())
  await keepWithin(desk, tx, id, {
    connection,
    channel: 'phone',
    externalId: given.externalId,
    receivedAt: leg.endedAt ?? desk.now(),
    form: 'json',
    bytes: Buffer.from(JSON.stringify(given)),
    recipient: null,
  })
  await noteMissed(tx, connection, sourceKey, id)
  return { id, given }
}

const secondsOf = ({ rangAt, endedAt }: Leg) => Math.round(rangAt.until(endedAt ?? rangAt).total('seconds'))
