import { accountKey } from '#domain/account-key.ts'
import { isSpoken, type Channel } from '#domain/channel.ts'
import { chooseCase, type Candidate, type Choice } from '#domain/case/choose-case.ts'
import { contactFails, failureOf } from '#domain/case/contact-fails.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { enteredOf } from '#domain/case/facts-about.ts'
import { answersFor, frontLine } from '#domain/case/house.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { foldQuotes } from '#domain/text/fold-quotes.ts'
import { bareSubject, matterWords } from '#domain/text/matter.ts'
import type { InboundMessage, SetAsideReason, Understanding } from '#server/channels/channel.ts'
import {
  saveAccount,
  saveArrival,
  saveAttachment,
  settleItem,
  whatIsKnown,
  type Known,
} from '#server/store/arrivals.ts'
import { countItem } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { saveLink } from '#server/store/links.ts'
import { holdPersons, keysOfPerson, noteTongue } from '#server/store/people.ts'
import type { Desk } from './desk.ts'
import { digestOf, keyedDigest, lockOf, newSalt, wordsDigest } from './digest.ts'
import { holdTaker, record, recordNew } from './record.ts'
import { noteBounce } from './note-bounce.ts'
import { tongueOf } from './tongue-of.ts'
import { writerOf, type Writer } from './writer-of.ts'

/** A kept item, and what its channel made of it. */
export type Understood = {
  id: string
  connection: string
  channel: Channel
  /** When the customer made contact: dates owed count from here, also where we found out late that it was a complaint. */
  contactAt: Temporal.Instant
  understanding: Understanding
  /** What whoever handed it over knows about the matter. */
  facts: Record<string, FactValue>
  /** What the colleague who heard the person chose: who it is, and which case it joins, or that it opens one. */
  chosen?: { person: string | undefined; joins: string | null | undefined }
  /** Outcomes that it may have had and that a person now takes back, and whether it is a case whatever its channel thinks. */
  again?: Again
}

export type Again = { from: readonly Outcome['outcome'][]; evenIfSetAside: boolean }

export type Outcome = {
  outcome: 'opened' | 'joined' | 'set-aside' | 'quarantined'
  because: string
  caseId: string | null
}

/**
 * Gives an item its one outcome. Items of one person or one thread are received one after the other, by locks on
 * their keys taken before anything is read, because the person may not exist yet. An item that has an outcome keeps it.
 */
export async function receiveItem(desk: Desk, org: string, given: Understood): Promise<Outcome> {
  const item = { ...given, understanding: asTold(given) }
  return desk.db.withOrg(org, (tx) => receiveWithin(desk, tx, item), locksFor(org, item))
}

/** The locks under which an item is received. */
export function locksFor(org: string, { id, understanding }: Pick<Understood, 'id' | 'understanding'>) {
  return understanding.kind === 'not-understood' ? [lockOf(org, id)] : locksOf(org, id, understanding.message)
}

/** Gives an item its one outcome, in a transaction that holds its locks. */
export async function receiveWithin(desk: Desk, tx: OrgTx, given: Understood): Promise<Outcome> {
  // A contact that lies in the future would put every date off.
  const item = { ...given, contactAt: earlier(given.contactAt, desk.now()) }
  const { understanding } = item
  if (understanding.kind === 'not-understood') return quarantine(desk, tx, item, understanding.because, null)
  const { message } = understanding
  if (understanding.kind === 'doubtful' && !item.again?.evenIfSetAside)
    return quarantine(desk, tx, item, understanding.because, writerDigest(desk, message))
  const asked = questionsOf(item.id, message)
  const theirs = item.chosen?.person === undefined ? [] : await keysAlone(tx, item.chosen.person)
  const known = await knownAlone(tx, { ...asked, accountKeys: [...asked.accountKeys, ...theirs] })
  const settled = await settledAlready(tx, item, known)
  if (settled) return settled
  if (understanding.kind === 'set-aside' && !item.again?.evenIfSetAside)
    return setAside(desk, tx, item, understanding.because, message)
  if (known.twin) return joinTwin(desk, tx, item, message, known.twin.case_id)
  return receiveMessage(desk, tx, item, message, known)
}

/** What nobody could read, and a person wants to be a case all the same: a message by somebody not known yet. */
function asTold({ understanding, again }: Understood): Understanding {
  if (understanding.kind !== 'not-understood' || !again?.evenIfSetAside) return understanding
  const message: InboundMessage = {
    from: { kind: 'name', address: 'Not known' },
    subject: '',
    text: `Read the original. The desk could not: ${understanding.because}`,
    keys: [],
    repliesTo: [],
    to: [],
    attachments: [],
    isPublic: false,
  }
  return { kind: 'message', message }
}

/** The accounts of a person whom a colleague knows it to be, once nobody else is receiving from them. */
async function keysAlone(tx: OrgTx, person: string): Promise<string[]> {
  await holdPersons(tx, [person])
  return keysOfPerson(tx, person)
}

/** What is known, once nobody else is receiving from the same person, by whatever account. */
async function knownAlone(tx: OrgTx, asked: Parameters<typeof whatIsKnown>[1]): Promise<Known> {
  const known = await whatIsKnown(tx, asked)
  if (known.elsewhere.length === 0) return known
  await holdPersons(tx, known.elsewhere)
  return whatIsKnown(tx, asked)
}

const outcomes = ['opened', 'joined', 'set-aside', 'quarantined'] as const

/** The outcome that the item has and keeps. One that a person takes back is counted back and is none. */
async function settledAlready(
  tx: OrgTx,
  { again }: Understood,
  { item: row }: Known,
): Promise<Outcome | undefined> {
  if (!row?.outcome) return undefined
  const outcome = outcomes.find((known) => known === row.outcome)
  if (!outcome) throw new Error('The database holds an outcome that is none.')
  if (!again?.from.includes(outcome)) return { outcome, because: row.because ?? '', caseId: row.case_id }
  await countItem(tx, outcome === 'quarantined' ? { quarantined: -1 } : { set_aside: -1 })
  return undefined
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)

/** The keyed digest of the writer's address, by which an erasure finds an item that never became a message. */
const writerDigest = (desk: Desk, { from }: InboundMessage) => {
  const key = accountKey(from)
  return key === null ? null : keyedDigest(desk.masterKey, key)
}

const keysOf = ({ from, also = [] }: InboundMessage) =>
  [from, ...also].map(accountKey).filter((key) => key !== null)

const questionsOf = (item: string, message: InboundMessage) => ({
  item,
  accountKeys: keysOf(message),
  ownKeys: message.keys,
  repliesTo: message.repliesTo.slice(0, 50),
  numbers: [...message.subject.matchAll(/\[EH-(\d{1,12})\]/g)]
    .slice(0, 5)
    .map(([, digits]) => Number(digits)),
  wordsDigest: wordsDigest(message.subject, message.text),
})

function locksOf(org: string, item: string, message: InboundMessage): bigint[] {
  const keys = [item, ...keysOf(message), ...message.keys, ...message.repliesTo.slice(0, 50)]
  return [...new Set(keys.map((key) => lockOf(org, key)))].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** What cannot be understood has an owner, is shown, and can be tried again. */
async function quarantine(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  because: string,
  writer: Buffer | null,
): Promise<Outcome> {
  const known = await whatIsKnown(tx, {
    item: item.id,
    accountKeys: [],
    ownKeys: [],
    repliesTo: [],
    numbers: [],
    wordsDigest: '',
  })
  const settled = await settledAlready(tx, item, known)
  if (settled) return settled
  const { house } = await desk.policies.inForce(tx)
  const owner = answersFor(frontLine(house), desk.now(), 0)
  await settleItem(tx, { id: item.id, outcome: 'quarantined', because, caseId: null, owner, writer })
  await countItem(tx, { quarantined: 1 })
  return { outcome: 'quarantined', because, caseId: null }
}

async function setAside(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  because: SetAsideReason,
  message: InboundMessage,
): Promise<Outcome> {
  const writer = writerDigest(desk, message)
  await settleItem(tx, { id: item.id, outcome: 'set-aside', because, caseId: null, owner: null, writer })
  await countItem(tx, { set_aside: 1 })
  if (because === 'bounce') await noteBounce(desk, tx, message.repliesTo)
  return { outcome: 'set-aside', because, caseId: null }
}

/** The same message by another way in: it belongs to the case, and is not written down twice. */
async function joinTwin(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  message: InboundMessage,
  caseId: string,
): Promise<Outcome> {
  const because = 'the same message came by another way'
  const writer = writerDigest(desk, message)
  await settleItem(tx, { id: item.id, outcome: 'joined', because, caseId, owner: null, writer })
  await countItem(tx, { joined: 1 })
  return { outcome: 'joined', because, caseId }
}

async function receiveMessage(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  message: InboundMessage,
  known: Known,
): Promise<Outcome> {
  const writer = writerOf(desk.now(), item.channel, message, known, item.chosen?.person)
  const matter = matterWords(`${bareSubject(message.subject)}\n${saidIn(message.text)}`)
  const arrival = { account: writer.account, person: writer.person, matter, at: item.contactAt }
  const choice = choiceFor(arrival, known.candidates.map(candidateOf), item.chosen?.joins)
  const messageId = newId(desk.now())
  const salt = newSalt()
  const { caseId, caseNumber } = await (choice.join === null
    ? openFor(desk, tx, item, message, { writer, messageId, salt, choice })
    : joinTo(desk, tx, item, message, { writer, messageId, salt, join: choice.join }))
  const because = choice.join === null ? 'a new matter' : choice.because
  const outcome = choice.join === null ? 'opened' : 'joined'
  saveArrival(tx, {
    item: { id: item.id, outcome, because },
    caseId,
    caseNumber,
    person: writer.newPerson,
    account: writer.newAccount,
    caseWords: choice.join === null ? { subject: titleOf(message), matter } : null,
    message: {
      id: messageId,
      channel: item.channel,
      connection: item.connection,
      account: writer.account,
      isPublic: message.isPublic,
      at: item.contactAt.toString(),
      subject: message.subject,
      body: message.text,
      html: message.html ?? null,
      salt,
      keys: message.keys,
    },
    now: desk.now().toString(),
  })
  const tongue = tongueOf(message, item.facts)
  if (tongue) noteTongue(tx, writer.person, tongue)
  await saveFilesAndLinks(desk, tx, message, messageId, caseId, writer, choice)
  return { outcome, because, caseId }
}

/** What a colleague chose is what is done; a case of its own is still linked to the person's others. */
function choiceFor(
  arrival: Parameters<typeof chooseCase>[0],
  candidates: readonly Candidate[],
  joins: string | null | undefined,
): Choice {
  if (joins === undefined) return chooseCase(arrival, candidates)
  if (joins !== null) return { join: joins, because: 'chosen' }
  return chooseCase({ ...arrival, matter: [] }, candidates)
}

type Arriving = { writer: Writer; messageId: string; salt: Buffer }

const candidateOf = (row: Known['candidates'][number]): Candidate => ({
  id: row.merged_into ?? row.id,
  person: row.person,
  state: row.state,
  isReferredTo: row.referred,
  hasWritten: row.written,
  matter: row.matter,
  lastContactAt: Temporal.Instant.from(row.last_contact_at),
})

function received(
  desk: Desk,
  item: Understood,
  message: InboundMessage,
  { writer, messageId, salt }: Arriving,
): CaseEvent {
  return happened('message-received', desk.now(), 'customer', {
    message: messageId,
    item: item.id,
    account: writer.account,
    connection: item.connection,
    channel: item.channel,
    isPublic: message.isPublic,
    digest: digestOf(salt, message.subject, message.text),
    contactAt: item.contactAt.toString(),
  })
}

async function openFor(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  message: InboundMessage,
  arriving: Arriving & { choice: Extract<Choice, { join: null }> },
): Promise<{ caseId: string; caseNumber: number }> {
  const now = desk.now()
  const caseId = newId(now)
  const { version, house } = await desk.policies.forNewCase(tx, caseId)
  const front = frontLine(house)
  const number = await desk.numbers.next(tx.org)
  const opened = happened('case-opened', now, 'customer', {
    number,
    person: arriving.writer.person,
    account: arriving.writer.account,
    connection: item.connection,
    channel: item.channel,
    policy: version,
    owner: answersFor(front, now, number),
    rung: front.id,
    facts: enteredOf(house.facts, item.facts),
  })
  const failed: CaseEvent[] = isSpoken(item.channel)
    ? [
        happened('contact-failed', now, 'desk', {
          reason: failureOf(item.channel, false),
          about: arriving.messageId,
        }),
      ]
    : []
  const links = arriving.choice.links.map((link) => happened('case-linked', now, 'desk', link))
  await recordNew(desk, tx, caseId, opened, [received(desk, item, message, arriving), ...failed, ...links], {
    opened: 1,
  })
  return { caseId, caseNumber: number }
}

async function joinTo(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  message: InboundMessage,
  arriving: Arriving & { join: string },
): Promise<{ caseId: string; caseNumber: number }> {
  const held = await holdTaker(tx, arriving.join)
  const now = desk.now()
  const { kase } = held
  const reopened: CaseEvent[] =
    kase.state === 'closed' ? [happened('case-reopened', now, 'customer', { because: 'customer-wrote' })] : []
  const { house } = await desk.policies.version(tx, kase.policy)
  const known = enteredOf(house.facts, item.facts)
  const facts: CaseEvent[] =
    Object.keys(known).length > 0 ? [happened('facts-entered', now, 'desk', { facts: known })] : []
  const failed: CaseEvent[] = contactFails(kase, item.channel, item.contactAt)
    ? [
        happened('contact-failed', now, 'desk', {
          reason: failureOf(item.channel, kase.state === 'closed'),
          about: arriving.messageId,
        }),
      ]
    : []
  await record(desk, tx, held, [...reopened, received(desk, item, message, arriving), ...facts, ...failed], {
    joined: 1,
  })
  return { caseId: kase.id, caseNumber: kase.number }
}

/** What the writer says now: a signature or a quotation is the same under every matter of theirs. */
const saidIn = (text: string) =>
  foldQuotes(text.slice(0, 20_000))
    .filter(({ kind }) => kind === 'said')
    .map((piece) => piece.text)
    .join('')

/** What the case is called in a list: the subject, or the first words where there is none. */
function titleOf(message: InboundMessage): string {
  const subject = bareSubject(message.subject)
  if (subject) return subject.slice(0, 300)
  const [firstLine = ''] = message.text.trim().split('\n')
  return firstLine.slice(0, 80)
}

async function saveFilesAndLinks(
  desk: Desk,
  tx: OrgTx,
  message: InboundMessage,
  messageId: string,
  caseId: string,
  { proposal, named }: Writer,
  choice: Choice,
): Promise<void> {
  for (const account of named) saveAccount(tx, account, desk.now().toString())
  for (const [part, file] of message.attachments.entries())
    saveAttachment(tx, messageId, {
      part,
      name: file.name,
      type: file.type,
      size: file.bytes.byteLength,
      contentId: file.contentId ?? null,
      bytes: file.bytes,
    })
  const now = desk.now()
  const link = { createdAt: now.toString(), before: null }
  if (proposal)
    await saveLink(tx, {
      ...link,
      id: newId(now),
      kind: 'account',
      subject: proposal.account,
      object: proposal.person,
      state: proposal.state,
      evidence: 'given-together',
    })
  if (choice.join !== null) return
  for (const { case: other, because, state } of choice.links)
    await saveLink(tx, {
      ...link,
      id: newId(now),
      kind: 'case',
      subject: caseId,
      object: other,
      state,
      evidence: because,
    })
}
