import type { Case, Offer } from '#domain/case/case.ts'
import { Refusal } from '#domain/refusal.ts'
import { externalIdOf } from '#server/channels/email/external-id.ts'
import { understandMail } from '#server/channels/email/understand.ts'
import { describePerson } from '#server/store/people.ts'
import { newId } from '#server/store/id.ts'
import { replyToSend } from '#server/store/messages.ts'
import { holdWorkOf } from '#server/store/work.ts'
import { assign, enterFacts, writeNote } from '../cases/case-commands.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { addDraftFile } from '../replies/draft-files.ts'
import { acceptEscalation, declineEscalation, escalate } from '../cases/escalate.ts'
import { connectionFor, keepItem } from '../items/keep-item.ts'
import { keepPromise, promise } from '../cases/promise.ts'
import { receiveItem } from '../items/receive-item.ts'
import { sendReply } from '../replies/send-reply.ts'
import { settleSending } from '../replies/settle-sending.ts'
import { takeItem } from '../items/take-item.ts'
import { caseNow } from './case-now.ts'
import type { Moments } from './moments.ts'
import { NotPlayed } from './not-played.ts'
import { oneCase } from './one-case.ts'
import { playEnding } from './play-ending.ts'
import { playRemedy } from './play-remedy.ts'
import { contentOf, sampleMail } from './sample-mail.ts'
import type { ColleagueStep, CustomerStep, Story } from './story.ts'

/** The sample company while its stories are being lived through. */
export type Stage = {
  desk: Desk
  org: string
  address: string
  agents: ReadonlyMap<string, Agent>
  moments: Moments
}

/** How far a story has come: its case, and what the next words answer. */
export type Thread = { story: Story; caseId: string | null; lastKey: string | null; said: number }

/** The customer makes contact, by whichever channel. */
export async function playContact(stage: Stage, thread: Thread, step: CustomerStep): Promise<void> {
  const { desk, moments } = stage
  const { story } = thread
  const { person } = story
  thread.said += 1
  const text = moments.told(step.says, person.language)
  const at = desk.now()
  if (step.channel === 'email') return playMail(stage, thread, step, text)
  const externalId = `${story.story}-${thread.said}`
  const { name, email, phone, handle, network } = person
  const subject = step.subject ?? story.subject
  const taken = await takeItem(desk, agentNamed(stage, 'administrator'), {
    channel: step.channel,
    externalId,
    at: at.toString(),
    from: { name, ...given({ email, phone, handle, network }) },
    ...(subject !== undefined && { subject }),
    body: text,
    public: step.public,
    facts: step.facts,
    ...(thread.lastKey !== null && { inReplyTo: thread.lastKey }),
  })
  thread.lastKey = `${step.channel}:${externalId}`
  await remember(stage, thread, taken.caseId ?? null)
}

async function playMail(stage: Stage, thread: Thread, step: CustomerStep, text: string): Promise<void> {
  const { desk, org, address } = stage
  const { story, lastKey } = thread
  const messageId = `${story.story}.${thread.said}@post.example`
  const at = desk.now()
  const subject = step.subject ?? story.subject ?? ''
  const bytes = await sampleMail({
    person: story.person,
    step,
    text,
    subject,
    messageId,
    inReplyTo: lastKey,
    to: address,
    at,
  })
  const connection = await connectionFor(desk, org, 'email')
  const kept = await keepItem(desk, org, {
    connection,
    channel: 'email',
    externalId: externalIdOf(bytes),
    receivedAt: at,
    form: 'mail',
    bytes,
    recipient: address,
  })
  const { caseId } = await receiveItem(desk, org, {
    id: kept.id,
    connection,
    channel: 'email',
    contactAt: at,
    understanding: await understandMail(bytes, { addresses: [address] }),
    facts: step.facts,
  })
  thread.lastKey = messageId
  await remember(stage, thread, caseId)
}

async function remember(stage: Stage, thread: Thread, caseId: string | null) {
  const known = thread.caseId
  if (known === null) {
    thread.caseId = caseId
    if (caseId !== null) await describe(stage, thread.story.person, caseId)
  } else if (caseId !== null && caseId !== known)
    thread.caseId = await oneCase(stage.desk, agentNamed(stage, 'lene'), known, caseId)
}

/** Writes down which language somebody speaks, and where they live. */
async function describe({ desk, org }: Stage, { name, language, zone }: Story['person'], caseId: string) {
  const { person } = await caseNow(desk, org, caseId)
  if (person === null) return
  await desk.db.withOrg(org, (tx) =>
    describePerson(tx, { id: person, name, language, zone: zone ?? null, goodToKnow: null }),
  )
}

const given = (parts: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(parts).flatMap(([key, value]) => (value ? [[key, value]] : [])))

/** A colleague does something about it. */
export async function playAct(stage: Stage, thread: Thread, step: ColleagueStep): Promise<void> {
  const { desk } = stage
  const { language } = thread.story.person
  const told = (text: string) => stage.moments.told(text, language)
  const agent = agentNamed(stage, step.by)
  if (thread.caseId === null) throw new NotPlayed('Nothing has opened a case yet.')
  const kase = await caseNow(desk, stage.org, thread.caseId)
  const on = { caseId: kase.id, seq: kase.seq, key: `sample ${newId(desk.now())}` }
  if ('replies' in step) {
    const files: string[] = []
    for (const { name, type } of step.files) {
      const drafted = await addDraftFile(desk, agent, { caseId: kase.id, name, bytes: contentOf(type) })
      files.push(...drafted.slice(-1).map(({ id }) => id))
    }
    const done = await sendReply(desk, agent, {
      ...on,
      body: told(step.replies),
      visibility: 'private',
      asks: step.asks,
      files,
      sendAfter: 0,
    })
    await arrive(stage, done.id)
    if (kase.channel === 'email') thread.lastKey = await keyOf(stage, done.id)
  } else if ('notes' in step) await writeNote(desk, agent, { ...on, body: told(step.notes) })
  else if ('facts' in step) await enterFacts(desk, agent, { ...on, facts: step.facts })
  else if ('promises' in step)
    await promise(desk, agent, {
      ...on,
      what: told(step.promises),
      dueAt: stage.moments.due(step.due).toString(),
    })
  else if ('keeps' in step) {
    const running = kase.deadlines.find(({ kind, state }) => kind === 'promise' && state === 'running')
    if (!running) throw new NotPlayed('There is no running promise to keep.')
    await keepPromise(desk, agent, { promiseId: running.id, key: on.key })
  } else if ('escalates' in step)
    await escalate(desk, agent, {
      ...on,
      reason: told(step.escalates),
      ...(step.to !== undefined && { rung: step.to }),
    })
  else if ('accepts' in step) await take(stage, agent, kase, on.key)
  else if ('declines' in step)
    await declineEscalation(desk, agent, {
      escalationId: offerOn(kase),
      key: on.key,
      reason: told(step.declines),
    })
  else if ('assigns' in step) await assign(desk, agentNamed(stage, 'lene'), { ...on, owner: step.assigns })
  else if ('because' in step || 'signs' in step)
    await playRemedy({ desk, agent, named: (handle) => agentNamed(stage, handle), kase, key: on.key }, step)
  else {
    const leaving = await playEnding({ desk, agent, kase, key: on.key, told }, step)
    if (leaving !== null) await arrive(stage, leaving)
    if (leaving !== null && kase.channel === 'email') thread.lastKey = await keyOf(stage, leaving)
  }
}

/**
 * Takes what is offered; who does not stand where it is offered is given it by those who do. Where nothing is offered, a
 * lead gives it to who takes it.
 */
async function take(stage: Stage, agent: Agent, { id, owner, offer }: Case, key: string): Promise<void> {
  const { desk, org } = stage
  if (owner === agent.handle && !offer) return
  if (offer) await accept(stage, agent, offer, key)
  const kase = await caseNow(desk, org, id)
  if (kase.owner === agent.handle) return
  const handOver = { caseId: kase.id, seq: kase.seq, owner: agent.handle, key: `${key} given` }
  await assign(desk, agentNamed(stage, 'lene'), handOver)
}

async function accept(stage: Stage, agent: Agent, { id, to }: Offer, key: string): Promise<void> {
  const answer = { escalationId: id, key }
  try {
    await acceptEscalation(stage.desk, agent, answer)
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    await acceptEscalation(stage.desk, agentNamed(stage, to), answer)
  }
}

function offerOn({ offer }: Case): string {
  if (!offer) throw new NotPlayed('Nothing is offered.')
  return offer.id
}

/** In the sample company nothing leaves the house: what was to be sent has arrived. */
async function arrive({ desk, org }: Stage, messageId: string): Promise<void> {
  const work = await desk.db.withOrg(org, (tx) => holdWorkOf(tx, messageId))
  if (work) await settleSending(desk, { org, work }, { outcome: 'sent' })
}

/** By what the answer to a reply names it. */
const keyOf = async ({ desk, org }: Stage, messageId: string): Promise<string | null> =>
  (await desk.db.withOrg(org, (tx) => replyToSend(tx, messageId)))?.message_key ?? null

function agentNamed({ agents }: Stage, handle: string): Agent {
  const agent = agents.get(handle)
  if (!agent) throw new Error(`Nobody at the sample company is called "${handle}".`)
  return agent
}
