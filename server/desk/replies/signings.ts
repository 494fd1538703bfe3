import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { happened } from '#domain/case/event.ts'
import { editorsAfter } from '#domain/craft/provenance.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { dropDraft, putDraft, readDraft } from '#server/store/drafts.ts'
import { newId } from '#server/store/id.ts'
import {
  caseOfSigning,
  changeSigning,
  dropSigning,
  holdSigning,
  saveSigning,
  signingsOf,
  type SigningRow,
} from '#server/store/signings.ts'
import {
  answerOn,
  commandOn,
  leads,
  memberActor,
  refuseUnlessOpen,
  type Agent,
  type Done,
} from '../command.ts'
import type { Desk } from '../desk.ts'
import { digestOf, newSalt } from '../digest.ts'
import { keepNote } from '../cases/keep-note.ts'
import type { Names } from '../names.ts'
import { refuseUnfinished } from './refuse-unspecific.ts'

type Asked = {
  caseId: string
  signer: string
  body: string
  visibility: 'private' | 'public'
  asks: boolean
  remark: string
  seq: number
  key: string
}

/** Asks a colleague, mostly a senior, to let a reply go out under their name. A note tells them, and the draft is theirs to read. */
export function askSignature(desk: Desk, agent: Agent, asked: Asked): Promise<Done> {
  return commandOn(desk, agent, 'askSignature', asked, async (tx, { kase }) => {
    refuseUnlessOpen(kase, 'ask for a name under a reply')
    refuseUnfinished(asked.body)
    const { signer, body } = asked
    if (signer === agent.handle) throw new Refusal('invalid', 'Under your own name you send it yourself.')
    const now = desk.now()
    const note = await keepNote(tx, kase, agent, `@${signer} ${asked.remark}`, now)
    if (!note.mentions.includes(signer))
      throw new Refusal('not-found', 'There is no colleague of that name who answers customers.')
    const id = newId(now)
    const salt = newSalt()
    await saveSigning(tx, {
      id,
      case_id: kase.id,
      signer,
      wrote: agent.handle,
      is_public: asked.visibility === 'public',
      asks: asked.asks,
      body,
      salt,
      at: now.toString(),
    })
    await dropDraft(tx, { caseId: kase.id, member: agent.handle })
    const digest = digestOf(salt, body)
    return {
      events: [note.event, happened('signing-asked', now, memberActor(agent), { id, signer, digest })],
      id,
    }
  })
}

type Answer = { signingId: string; key: string }

/** Changes the words of a reply that waits for a name. Whoever had approved it has to look again. */
export function editSigning(
  desk: Desk,
  agent: Agent,
  given: Answer & { body: string; version: number },
): Promise<Done> {
  return onSigning(desk, agent, 'editSigning', given, async (tx, waiting) => {
    refuseOther(waiting, given.version)
    refuseUnfinished(given.body)
    const salt = newSalt()
    const { body } = given
    const edited = editorsAfter(waiting, agent.handle)
    const version = waiting.version + 1
    await changeSigning(tx, { ...waiting, body, salt, edited, version, approved_version: null })
    const data = { id: waiting.id, digest: digestOf(salt, body) }
    return happened('signing-edited', desk.now(), memberActor(agent), data)
  })
}

/** Lets a reply go out under one's own name, in exactly the words that one has read. */
export function approveSigning(desk: Desk, agent: Agent, given: Answer & { version: number }): Promise<Done> {
  return onSigning(desk, agent, 'approveSigning', given, async (tx, waiting) => {
    if (waiting.signer !== agent.handle)
      throw new Refusal('not-allowed', 'Only the colleague under whose name it goes out approves it.')
    refuseOther(waiting, given.version)
    await changeSigning(tx, { ...waiting, approved_version: waiting.version })
    const data = { id: waiting.id, digest: digestOf(waiting.salt, waiting.body) }
    return happened('signing-approved', desk.now(), memberActor(agent), data)
  })
}

/** Ends the wait: its signer declines, or who wrote it takes it back. The words are the writer's draft again. */
export function endSigning(desk: Desk, agent: Agent, given: Answer): Promise<Done> {
  return onSigning(desk, agent, 'endSigning', given, async (tx, waiting) => {
    const isSigner = waiting.signer === agent.handle
    if (!isSigner && waiting.wrote !== agent.handle && !leads(agent))
      throw new Refusal('not-allowed', 'Only who wrote it, its signer or a lead ends the wait.')
    await backToWriter(desk, tx, waiting)
    await dropSigning(tx, waiting.id)
    const because = isSigner ? 'declined' : 'withdrawn'
    return happened('signing-ended', desk.now(), memberActor(agent), { id: waiting.id, because })
  })
}

/** What the writer has begun meanwhile stays below the words that come back. */
async function backToWriter(desk: Desk, tx: OrgTx, { case_id: caseId, wrote, ...words }: SigningRow) {
  const whose = { caseId, member: wrote }
  const begun = (await readDraft(tx, whose))?.body.trim() ?? ''
  await putDraft(tx, whose, {
    mode: words.is_public ? 'public' : 'private',
    body: begun ? `${words.body}\n\n${begun}` : words.body,
    asks: words.asks,
    savedAt: desk.now().toString(),
  })
}

type Happened = ReturnType<typeof happened<'signing-edited' | 'signing-approved' | 'signing-ended'>>

async function onSigning(
  desk: Desk,
  agent: Agent,
  name: string,
  given: Answer,
  act: (tx: OrgTx, waiting: SigningRow) => Promise<Happened>,
): Promise<Done> {
  const gone = new Refusal('not-found', 'This reply waits for nobody’s name any more.')
  const caseId = await desk.db.withOrg(agent.org, (tx) => caseOfSigning(tx, given.signingId))
  if (caseId === undefined) throw gone
  return answerOn(desk, agent, { name, key: given.key, input: given, caseId }, async (tx) => {
    const waiting = await holdSigning(tx, given.signingId)
    if (!waiting) throw gone
    return { events: [await act(tx, waiting)], id: waiting.id }
  })
}

function refuseOther({ version }: SigningRow, seen: number) {
  if (version !== seen)
    throw new Refusal('conflict', 'Its words have changed since you read them. Read them again, then decide.')
}

/** The replies of some cases that wait for somebody's name. */
export async function showSignings(
  tx: OrgTx,
  caseIds: readonly string[],
  names: Names,
): Promise<z.input<typeof CaseView>['signings']> {
  const rows = await signingsOf(tx, caseIds)
  return rows.map((row) => ({
    id: row.id,
    signer: names(row.signer),
    wrote: names(row.wrote),
    edited: row.edited.map(names),
    body: row.body,
    visibility: row.is_public ? ('public' as const) : ('private' as const),
    asks: row.asks,
    version: row.version,
    isApproved: row.approved_version === row.version,
    askedAt: row.asked_at.toString(),
  }))
}
