import { chooseCase, type Candidate, type Choice } from '#domain/case/choose-case.ts'
import { matterWords } from '#domain/text/matter.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import { saveAccount, saveArrival, saveAttachment, type Known } from '#server/store/arrivals.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { saveLink } from '#server/store/links.ts'
import { noteTongue } from '#server/store/people.ts'
import { saveSealedWords } from '#server/store/sealed-words.ts'
import type { Desk } from '../desk.ts'
import { newSalt } from '../digest.ts'
import { notePost } from '../posts/note-post.ts'
import { noteWriter } from './note-writer.ts'
import { joinTo, openFor } from './open-or-join.ts'
import { ownWords } from './own-words.ts'
import { lockOfPerson, sealWords, type PersonLock } from '../people/sealed-words.ts'
import { titleOf } from '../cases/title-of.ts'
import { tongueOf } from './tongue-of.ts'
import type { Outcome, Understood } from './understood.ts'
import { writerOf, type Writer } from './writer-of.ts'

/** Finds who wrote, chooses a case or opens one, and writes the message into it with all that came along. */
export async function receiveMessage(
  desk: Desk,
  tx: OrgTx,
  item: Understood,
  message: InboundMessage,
  known: Known,
): Promise<Outcome> {
  const writer = writerOf(desk.now(), item.channel, message, known, item.chosen?.person)
  const matter = matterWords(ownWords(message))
  const arrival = { account: writer.account, person: writer.person, matter, at: item.contactAt }
  const choice = choiceFor(arrival, known.candidates.map(candidateOf), item.chosen?.joins)
  const messageId = newId(desk.now())
  const salt = newSalt()
  const lock = message.sealedFor === undefined ? null : await lockOfPerson(desk, tx, message.sealedFor)
  const { caseId, caseNumber } = await (choice.join === null
    ? openFor(desk, tx, item, message, { writer, messageId, salt, choice })
    : joinTo(desk, tx, item, message, { writer, messageId, salt, join: choice.join }))
  const because = choice.join === null ? 'a new matter' : choice.because
  const outcome = choice.join === null ? 'opened' : 'joined'
  const tongue = tongueOf(message, item.facts)
  saveArrival(tx, {
    item: { id: item.id, outcome, because },
    caseId,
    caseNumber,
    // Where several share an account, what they add to a case is said by whoever it is.
    person: writer.isShared && choice.join !== null ? null : madeOf(writer, tongue),
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
      body: lock ? '' : message.text,
      html: message.html ?? null,
      salt,
      keys: message.keys,
    },
    now: desk.now().toString(),
  })
  if (lock && message.sealedFor !== undefined)
    saveSealedWords(tx, messageId, message.sealedFor, sealWords(lock, saidIn(message)))
  const theirs = known.accounts.find(({ id }) => id === writer.account)
  const before = theirs?.person_id === writer.person ? theirs.person : undefined
  if (tongue && writer.newPerson === null && tellsMore(tongue, before)) noteTongue(tx, writer.person, tongue)
  saveFiles(tx, message, messageId, lock)
  saveLinks(desk, tx, messageId, caseId, writer, choice)
  const called = before?.name ?? null
  noteWriter(desk, tx, { channel: item.channel, message, messageId, writer, called, country: known.country })
  notePost(desk, tx, { item, message, messageId, writer })
  return { outcome, because, caseId }
}

type Tongue = ReturnType<typeof tongueOf>

/** The row of a person who is new, with what their message tells of them. */
const madeOf = ({ newPerson }: Writer, tongue: Tongue) =>
  newPerson && { ...newPerson, language: tongue?.language ?? null, zone: tongue?.zone ?? null }

/** Whether a message tells of its writer what nobody knew. */
const tellsMore = (tongue: NonNullable<Tongue>, before: Known['accounts'][number]['person'] | undefined) =>
  (tongue.language !== undefined && before?.language == null) ||
  (tongue.zone !== undefined && before?.zone == null)

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

const candidateOf = (row: Known['candidates'][number]): Candidate => ({
  id: row.merged_into ?? row.id,
  person: row.person,
  state: row.state,
  isReferredTo: row.referred,
  hasWritten: row.written,
  matter: row.matter,
  lastContactAt: Temporal.Instant.from(row.last_contact_at),
})

/** What was said in a room, and what its files are called. */
const saidIn = ({ text, attachments }: InboundMessage) => ({
  text,
  files: attachments.map(({ name }) => name),
})

/** Files lie beside their message; those from a room under its lock, and without what they were called. */
function saveFiles(tx: OrgTx, message: InboundMessage, messageId: string, lock: PersonLock | null): void {
  for (const [part, file] of message.attachments.entries())
    saveAttachment(tx, messageId, {
      part,
      name: lock ? '' : file.name,
      type: file.type,
      size: file.bytes.byteLength,
      contentId: file.contentId ?? null,
      bytes: lock ? lock.seal(file.bytes) : file.bytes,
      isSealed: lock !== null,
    })
}

function saveLinks(
  desk: Desk,
  tx: OrgTx,
  messageId: string,
  caseId: string,
  { proposal, named }: Writer,
  choice: Choice,
): void {
  for (const account of named) saveAccount(tx, account, desk.now().toString())
  const now = desk.now()
  const link = { createdAt: now.toString(), before: null }
  if (proposal)
    saveLink(tx, {
      ...link,
      id: newId(now),
      kind: 'account',
      subject: proposal.account,
      object: proposal.person,
      state: proposal.state,
      evidence: 'given-together',
      source: `message:${messageId}`,
    })
  if (choice.join !== null) return
  for (const { case: other, because, state } of choice.links)
    saveLink(tx, {
      ...link,
      id: newId(now),
      kind: 'case',
      subject: caseId,
      object: other,
      state,
      evidence: because,
    })
}
