import { z } from 'zod'
import { sayings } from '#domain/case/customers-word.ts'
import { Refusal } from '#domain/refusal.ts'
import { endRoomVisit } from '#server/store/room-visits.ts'
import { saveWishes } from '#server/store/rooms.ts'
import { once } from '../command.ts'
import type { Desk } from '../desk.ts'
import { hearCustomer, hearFeelings } from '../settling/hear-customer.ts'
import type { Visit } from './room-visit.ts'

/** What a page of the room sent, and what makes a double press one. */
type Given = { body: unknown; nonce: string }

const Settled = z.object({ says: z.enum(sayings) })

/** Takes down whether somebody says that it is settled: their word counts, and nobody else says it for them here. */
export async function settleInRoom(desk: Desk, { org, room }: Visit, { body, nonce }: Given): Promise<void> {
  const { says } = understood(Settled, body)
  const command = { name: 'settleInRoom', key: `room ${room.id} ${says} ${nonce}`, input: { says } }
  await once(desk, org, command, async (tx) => {
    const { kase } = await hearCustomer(desk, tx, room.case_id, { by: 'room', says })
    return { caseId: kase.id }
  })
}

const Felt = z.object({ feeling: z.enum(['listened', 'respected']), is: z.enum(['yes', 'no']) })

/** Takes down how somebody was treated: what they are owed does not hang on it. */
export async function feelInRoom(desk: Desk, { org, room }: Visit, { body, nonce }: Given): Promise<void> {
  const { feeling, is } = understood(Felt, body)
  const key = `room ${room.id} ${feeling} ${is} ${nonce}`
  const command = { name: 'feelInRoom', key, input: { feeling, is } }
  await once(desk, org, command, async (tx) => {
    const feelings = { [feeling]: is === 'yes' }
    const { kase } = await hearFeelings(desk, tx, room.case_id, { feelings })
    return { caseId: kase.id }
  })
}

const Wishes = z.object({
  language: z.enum(['en', 'de']),
  wish: z.enum(['room', 'email', 'phone', 'letter']),
  large: z.literal('yes').optional(),
})

/** Keeps in which language, by which way and how large somebody wants to hear of us. */
export async function wishInRoom(desk: Desk, { org, room }: Visit, { body }: Given): Promise<void> {
  const { language, wish, large } = understood(Wishes, body)
  await desk.db.withOrg(org, (tx) => saveWishes(tx, room.id, { language, wish, isLarge: large === 'yes' }))
}

/** Closes the room on this device, and nowhere else. */
export async function leaveRoom(desk: Desk, { org, id }: Visit): Promise<void> {
  await desk.db.withOrg(org, (tx) => endRoomVisit(tx, id, desk.now().toString()))
}

function understood<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  const read = shape.safeParse(body)
  if (!read.success) throw new Refusal('invalid', 'A form is expected.')
  return read.data
}
