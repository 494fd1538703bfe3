import { firstWords } from '#domain/text/first-words.ts'
import { isChannel, isSpoken } from '#domain/channel.ts'
import { failureOf } from '#domain/case/contact-fails.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { answersFor, frontLine } from '#domain/case/house.ts'
import { Refusal } from '#domain/refusal.ts'
import { bareSubject, matterWords } from '#domain/text/matter.ts'
import { newId } from '#server/store/id.ts'
import { hasContacts, moveMessages, saveCaseWords, wordsOfMessages } from '#server/store/messages.ts'
import { saveLink } from '#server/store/links.ts'
import { readAccount } from '#server/store/people.ts'
import { commandOn, memberActor, type Agent, type Done } from '../command.ts'
import { dangerOf } from './danger.ts'
import type { Desk } from '../desk.ts'
import { digestOf } from '../digest.ts'
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
    if (!(await hasContacts(tx, kase.id)))
      throw new Refusal('conflict', 'Leave at least one item in the case.')
    const words = await wordsOfMessages(
      tx,
      moved.map(({ id }) => id),
    )
    const { account_id: account } = first
    const { version, house } = await desk.policies.forNewCase(tx, caseId)
    const number = await desk.numbers.next(tx.org)
    const front = frontLine(house)
    const opened = happened('case-opened', now, by, {
      number,
      // Whoever wrote it: after an undone link that may be another person than the case's.
      person: (account && (await readAccount(tx, account))?.person_id) || kase.person,
      account,
      connection: first.connection_id,
      channel: first.channel,
      policy: version,
      owner: answersFor(front, now, number),
      rung: front.id,
      facts: {},
      splitFrom: kase.id,
      ...(kase.reachOpenedBy && { reachOpenedBy: kase.reachOpenedBy }),
    })
    const received = moved.flatMap((message): CaseEvent[] => {
      const text = words.get(message.id)
      const channel = isChannel(message.channel) ? message.channel : 'other'
      const failed = happened('contact-failed', now, 'desk', {
        reason: failureOf(channel, false),
        about: message.id,
      })
      const arrived = happened('message-received', now, 'desk', {
        message: message.id,
        item: message.item_id,
        account: message.account_id,
        connection: message.connection_id,
        channel,
        isPublic: message.is_public,
        digest: text ? digestOf(text.salt, text.subject, text.body) : '',
        contactAt: message.at.toString(),
      })
      const said = text ? `${text.subject}\n${text.body}` : ''
      const danger = dangerOf(said, message.id, { house, facts: {}, now })
      return isSpoken(channel) ? [arrived, ...danger, failed] : [arrived, ...danger]
    })
    const linked = happened('case-linked', now, by, {
      case: kase.id,
      because: 'split-off',
      state: 'confirmed',
    })
    const itsWords = words.get(first.id)
    await saveCaseWords(tx, {
      caseId,
      number,
      subject: bareSubject(itsWords?.subject ?? '') || firstWords(itsWords?.body ?? ''),
      matter: matterWords([...words.values()].map(({ subject, body }) => `${subject}\n${body}`).join('\n')),
    })
    await recordNew(desk, tx, caseId, opened, [...received, linked])
    saveLink(tx, {
      id: newId(now),
      kind: 'case',
      subject: caseId,
      object: kase.id,
      before: null,
      state: 'confirmed',
      evidence: 'split-off',
      createdAt: now.toString(),
    })
    // What was about another matter is no failure of this one.
    const withdrawn = kase.failureChain
      .filter(({ about }) => words.has(about))
      .map(({ about }) => happened('failure-withdrawn', now, by, { about }))
    return {
      events: [...withdrawn, happened('items-split-off', now, by, { case: caseId, items: asked.items })],
      id: caseId,
    }
  })
}
