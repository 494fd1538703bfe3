import { Refusal } from '#domain/refusal.ts'
import { readItem } from '#server/store/items.ts'
import { readAttachment } from '#server/store/messages.ts'
import { caseOfMessage } from '#server/store/seen-cases.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
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

/** An item as it came, byte for byte. */
export async function showOriginal(desk: Desk, agent: Agent, { itemId }: { itemId: string }) {
  const item = await desk.db.withOrg(agent.org, async (tx) => {
    await refuseUnseenItem(tx, agent, itemId)
    return readItem(tx, itemId)
  })
  if (!item?.bytes) throw new Refusal('not-found', 'There is no such item, or it was erased.')
  return {
    name: `${itemId}.${item.form === 'mail' ? 'eml' : item.form === 'json' ? 'json' : 'txt'}`,
    bytes: item.bytes,
  }
}
