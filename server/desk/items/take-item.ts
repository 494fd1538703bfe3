import { faultInFacts } from '#domain/case/facts-about.ts'
import type { Channel } from '#domain/channel.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { Refusal } from '#domain/refusal.ts'
import type { HandedOver } from '#server/channels/handed-over.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { connectionFor, keepItem } from './keep-item.ts'
import type { PassBearer } from '../sign-in/passes.ts'
import { receiveHandedOver, receiveKept } from './understand-item.ts'

/** An item that a program or a colleague hands over, as the contract gives it. */
type Given = {
  [K in keyof HandedOver]: HandedOver[K]
} & { channel: Channel }

/** Keeps an item that is handed over, then gives it its outcome. The same item again gets the same answer. */
export async function takeItem(desk: Desk, { org, pass }: Agent & Partial<PassBearer>, told: Given) {
  // First, so that it is kept with the item: it counts also where the outcome is given later.
  const given = pass?.kind === 'session' ? { isByHand: true, ...told } : told
  // Refused before anything is kept: what is kept is never refused any more.
  if (given.facts) await refuseFacts(desk, org, given.facts)
  const connection = await connectionFor(desk, org, given.channel)
  const kept = await keepItem(desk, org, {
    connection,
    channel: given.channel,
    externalId: given.externalId,
    receivedAt: desk.now(),
    form: 'json',
    bytes: Buffer.from(JSON.stringify(given)),
    recipient: null,
  })
  return kept.isNew
    ? receiveHandedOver(desk, org, { id: kept.id, connection, given })
    : receiveKept(desk, org, kept.id)
}

/** Refuses facts that the policy in force does not have, or that nobody enters. */
export async function refuseFacts(desk: Desk, org: string, facts: Record<string, FactValue>) {
  const { house } = await desk.db.withOrg(org, (tx) => desk.policies.inForce(tx))
  const fault = faultInFacts(house.facts, facts)
  if (fault) throw new Refusal('invalid', fault)
}
