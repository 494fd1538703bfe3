import type { Case } from '#domain/case/case.ts'
import { failureOf } from '#domain/case/contact-fails.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { answersFor, frontLine, type House } from '#domain/case/house.ts'
import { isChannel, isSpoken } from '#domain/channel.ts'
import { Refusal } from '#domain/refusal.ts'
import { firstWords } from '#domain/text/first-words.ts'
import { bareSubject, matterWords } from '#domain/text/matter.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { saveLink } from '#server/store/links.ts'
import { hasContacts, moveMessages, saveCaseWords, wordsOfMessages } from '#server/store/messages.ts'
import { readAccount } from '#server/store/people.ts'
import { commandOn, memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { digestOf } from '../digest.ts'
import { openWords } from '../people/sealed-words.ts'
import { dangerOf } from './danger.ts'
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
    const moved = await moveOut(tx, kase, asked.items, caseId)
    await openCaseOf(desk, tx, agent, { kase, caseId, moved })
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
      .filter(({ about }) => moved.some(({ id }) => id === about))
      .map(({ about }) => happened('failure-withdrawn', now, by, { about }))
    return {
      events: [...withdrawn, happened('items-split-off', now, by, { case: caseId, items: asked.items })],
      id: caseId,
    }
  })
}

type Moved = Awaited<ReturnType<typeof moveMessages>>[number]

/** Moves the messages of some items to the new case; something has to be left in the old one. */
async function moveOut(
  tx: OrgTx,
  { id }: Case,
  items: readonly string[],
  caseId: string,
): Promise<[Moved, ...Moved[]]> {
  const moved = await moveMessages(tx, items, id, caseId)
  const [first, ...others] = moved
  if (moved.length !== new Set(items).size)
    throw new Refusal('invalid', 'Some of these items did not come to this case.')
  if (!first) throw new Refusal('invalid', 'Nothing was chosen to split off.')
  if (!(await hasContacts(tx, id))) throw new Refusal('conflict', 'Leave at least one item in the case.')
  return [first, ...others]
}

type Opening = { kase: Case; caseId: string; moved: readonly [Moved, ...Moved[]] }

/** Opens the new case with its messages, and calls it after them. */
async function openCaseOf(desk: Desk, tx: OrgTx, agent: Agent, { kase, caseId, moved }: Opening) {
  const now = desk.now()
  const by = memberActor(agent)
  const [first] = moved
  const ids = moved.map(({ id }) => id)
  const words = await wordsOfMessages(tx, ids)
  const { version, house } = await desk.policies.forNewCase(tx, {
    caseId,
    connection: first.connection_id,
  })
  const number = await desk.numbers.next(tx.org)
  const front = frontLine(house)
  const opened = happened('case-opened', now, by, {
    number,
    // Whoever wrote it: after an undone link that may be another person than the case's.
    person: (first.account_id && (await readAccount(tx, first.account_id))?.person_id) || kase.person,
    account: first.account_id,
    connection: first.connection_id,
    channel: channelOf(first),
    policy: version,
    owner: answersFor(front, now, number),
    rung: front.id,
    facts: {},
    splitFrom: kase.id,
    ...(kase.reachOpenedBy && { reachOpenedBy: kase.reachOpenedBy }),
  })
  const sealed = await openWords(desk, tx, ids)
  const received = moved.flatMap((message) => {
    const row = words.get(message.id)
    const said = row && { ...row, body: sealed.get(message.id)?.text ?? row.body }
    return receivedAnew(message, said, house, now)
  })
  const linked = happened('case-linked', now, by, {
    case: kase.id,
    because: 'split-off',
    state: 'confirmed',
  })
  // Of what was said in a room nothing stands here: it lies under its person's key alone.
  const itsWords = words.get(first.id)
  await saveCaseWords(tx, {
    caseId,
    number,
    subject: bareSubject(itsWords?.subject ?? '') || firstWords(itsWords?.body ?? ''),
    matter: matterWords([...words.values()].map(({ subject, body }) => `${subject}\n${body}`).join('\n')),
  })
  await recordNew(desk, tx, caseId, opened, [...received, linked])
}

const channelOf = ({ channel }: Moved) => (isChannel(channel) ? channel : 'other')

type Said = { subject: string; body: string; salt: Buffer }

/** A message as the new case receives it: its words, as far as they were not erased, tell of danger there as well. */
function receivedAnew(
  message: Moved,
  said: Said | undefined,
  house: House,
  now: Temporal.Instant,
): CaseEvent[] {
  const channel = channelOf(message)
  const arrived = happened('message-received', now, 'desk', {
    message: message.id,
    item: message.item_id,
    account: message.account_id,
    connection: message.connection_id,
    channel,
    isPublic: message.is_public,
    digest: said ? digestOf(said.salt, said.subject, said.body) : '',
    contactAt: message.at.toString(),
  })
  const text = said ? `${said.subject}\n${said.body}` : ''
  const danger = dangerOf(text, message.id, { house, facts: {}, now })
  const failed = happened('contact-failed', now, 'desk', {
    reason: failureOf(channel, false),
    about: message.id,
  })
  return isSpoken(channel) ? [arrived, ...danger, failed] : [arrived, ...danger]
}
