import { readCase } from '#domain/case/read-case.ts'
import { Refusal } from '#domain/refusal.ts'
import { listedCase } from '#server/store/case-list.ts'
import { readItem } from '#server/store/items.ts'
import { readAttachment } from '#server/store/messages.ts'
import { caseOfMessage } from '#server/store/seen-cases.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { withoutFollowers } from '../claims/closed-followers.ts'
import { mayReadFollowers } from '../claims/reach-seen.ts'
import { openedFile } from '../people/sealed-words.ts'
import { refuseUnseen, refuseUnseenItem } from './seen.ts'

/** A file that came with a message. */
export async function showFile(desk: Desk, agent: Agent, asked: { messageId: string; part: number }) {
  const file = await desk.db.withOrg(agent.org, async (tx) => {
    const caseId = agent.sees === null ? undefined : await caseOfMessage(tx, asked.messageId)
    if (caseId !== undefined) await refuseUnseen(tx, agent, caseId)
    const kept = await readAttachment(tx, asked.messageId, asked.part)
    return kept && openedFile(desk, tx, asked.messageId, kept)
  })
  if (!file) throw new Refusal('not-found', 'There is no such file.')
  return { name: file.name || 'file', bytes: file.bytes }
}

/**
 * An item as it came, byte for byte; but for how many follow whoever it is from, where a program has handed that over, before
 * whoever has not looked at it on the case.
 */
export async function showOriginal(desk: Desk, agent: Agent, { itemId }: { itemId: string }) {
  const { item, kase } = await desk.db.withOrg(agent.org, async (tx) => {
    await refuseUnseenItem(tx, agent, itemId)
    const found = await readItem(tx, itemId)
    const row = found?.case_id ? await listedCase(tx, found.case_id) : undefined
    return { item: found, kase: row && readCase(row.fold) }
  })
  if (!item?.bytes) throw new Refusal('not-found', 'There is no such item, or it was erased.')
  const isOpen = item.form !== 'json' || (kase !== undefined && mayReadFollowers(kase, agent))
  return {
    name: `${itemId}.${item.form === 'mail' ? 'eml' : item.form === 'json' ? 'json' : 'txt'}`,
    bytes: isOpen ? item.bytes : closedIn(item.bytes),
  }
}

function closedIn(bytes: Buffer): Buffer {
  const given: unknown = JSON.parse(bytes.toString('utf8'))
  const told = withoutFollowers(given)
  return JSON.stringify(told) === JSON.stringify(given) ? bytes : Buffer.from(JSON.stringify(told))
}
