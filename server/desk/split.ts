import { isChannel } from '#domain/channel.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { answersFor, frontLine } from '#domain/case/house.ts'
import { Refusal } from '#domain/refusal.ts'
import { bareSubject, matterWords } from '#domain/text/matter.ts'
import { newId } from '#server/store/id.ts'
import { moveMessages, saveCaseWords, wordsOfMessages } from '#server/store/messages.ts'
import { saveLink } from '#server/store/links.ts'
import { commandOn, memberActor, type Agent, type Done } from './command.ts'
import type { Desk } from './desk.ts'
import { digestOf } from './digest.ts'
import { recordNew } from './record.ts'

type Split = { caseId: string; items: string[]; seq: number; key: string }

/**
 * Makes a case of its own out of some of a case's items: they were about another matter. Events stay where they are;
 * the new case receives the messages anew, at the times they came, and the two are linked.
 */
export function split(desk: Desk, agent: Agent, asked: Split): Promise<Done> {
  return commandOn(desk, agent, 'split', asked, async (tx, { kase }) => {
    const now = desk.now()
    const by = memberActor(agent)
    const caseId = newId(now)
    const moved = await moveMessages(tx, asked.items, kase.id, caseId)
    if (moved.length !== new Set(asked.items).size)
      throw new Refusal('invalid', 'Some of these items did not come to this case.')
    const [first] = moved
    if (!first || !isChannel(first.channel)) throw new Refusal('invalid', 'Nothing was chosen to split off.')
    if (kase.contacts <= moved.length) throw new Refusal('conflict', 'Leave at least one item in the case.')
    const words = await wordsOfMessages(tx, moved.map(({ id }) => id))
    const { version, house } = await desk.policies.inForce(tx)
    const number = await desk.numbers.next(tx.org)
    const front = frontLine(house)
    const opened = happened('case-opened', now, by, {
      number,
      person: kase.person,
      account: first.account_id,
      connection: first.connection_id,
      channel: first.channel,
      policy: version,
      owner: answersFor(front, now, number),
      rung: front.id,
      facts: {},
      splitFrom: kase.id,
    })
    const received = moved.map((message): CaseEvent => {
      const text = words.get(message.id)
      return happened('message-received', now, 'desk', {
        message: message.id,
        item: message.item_id,
        account: message.account_id,
        connection: message.connection_id,
        channel: isChannel(message.channel) ? message.channel : 'other',
        isPublic: message.is_public,
        digest: text ? digestOf(text.salt, text.subject, text.body) : '',
        contactAt: message.at.toString(),
      })
    })
    const linked = happened('case-linked', now, by, { case: kase.id, because: 'split-off', state: 'confirmed' })
    const firstWords = words.get(first.id)
    await saveCaseWords(tx, {
      caseId,
      subject: bareSubject(firstWords?.subject ?? '') || (firstWords?.body.trim().slice(0, 80) ?? ''),
      matter: matterWords([...words.values()].map(({ subject, body }) => `${subject}\n${body}`).join('\n')),
    })
    await recordNew(desk, tx, caseId, opened, [...received, linked])
    await saveLink(tx, {
      id: newId(now),
      kind: 'case',
      subject: caseId,
      object: kase.id,
      before: null,
      state: 'confirmed',
      evidence: 'split-off',
      createdAt: now.toString(),
    })
    return { events: [happened('items-split-off', now, by, { case: caseId, items: asked.items })], id: caseId }
  })
}
