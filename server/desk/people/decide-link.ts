import { happened } from '#domain/case/event.ts'
import { isShared } from '#domain/people/sharing.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import {
  decideLink,
  holdLink,
  isLinkedSince,
  saveLink,
  type LinkRow,
  type LinkState,
} from '#server/store/links.ts'
import {
  casesOfAccount,
  casesWrittenIn,
  giveAccount,
  readAccount,
  readPerson,
  savePerson,
} from '#server/store/people.ts'
import { memberActor, once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { holdCase, record, type HeldCase } from '../cases/record.ts'
import { refuseUnseen, seenAmong } from '../cases/seen.ts'

type Answer = { linkId: string; key?: string | undefined }
type Decided = { id: string; state: LinkState }

/** Confirms a link. An account then belongs to the person, with the cases that it alone has written in. */
export const confirmLink = (desk: Desk, agent: Agent, answer: Answer) =>
  decide(desk, agent, 'confirmLink', answer, { from: ['proposed', 'refused', 'undone'], to: 'confirmed' })

/** Refuses a proposed link. */
export const refuseLink = (desk: Desk, agent: Agent, answer: Answer) =>
  decide(desk, agent, 'refuseLink', answer, { from: ['proposed'], to: 'refused' })

/** Undoes a confirmed link: the account, and its cases, are whose they were before. */
export const undoLink = (desk: Desk, agent: Agent, answer: Answer) =>
  decide(desk, agent, 'undoLink', answer, { from: ['confirmed'], to: 'undone' })

function decide(
  desk: Desk,
  agent: Agent,
  name: string,
  { linkId, key }: Answer,
  move: { from: readonly LinkState[]; to: LinkState },
): Promise<Decided> {
  return once(desk, agent.org, { name, key, input: linkId, several: true }, async (tx) => {
    const link = await holdLink(tx, linkId)
    if (!link) throw new Refusal('not-found', 'There is no such link.')
    await refuseUnseenLink(tx, agent, link)
    if (link.state === move.to) return { id: link.id, state: link.state }
    if (!move.from.includes(link.state))
      throw new Refusal('conflict', `This link is ${link.state}; it cannot become ${move.to}.`)
    const before = link.kind === 'account' ? await moveAccount(desk, tx, agent, link, move.to) : null
    await decideLink(tx, link.id, { state: move.to, before, by: agent.handle, at: desk.now().toString() })
    if (link.kind === 'case') await linkCases(desk, tx, agent, link, move.to)
    return { id: link.id, state: move.to }
  })
}

/** A link may be decided by whoever sees both of its cases, or one of the cases that its account has written in. */
async function refuseUnseenLink(tx: OrgTx, agent: Agent, { kind, subject, object }: LinkRow) {
  if (agent.sees === null) return
  const cases = kind === 'case' ? [subject, object] : await casesWrittenIn(tx, subject)
  const seen = await seenAmong(tx, agent, cases)
  if (kind === 'case' ? seen.size === 2 : seen.size > 0 || cases.length === 0) return
  throw new Refusal('not-found', 'There is no such link.')
}

/**
 * Gives the account to the person, or back; with it go the cases that it alone has written in. A case in which others
 * have written too stays whose it is, unless it was this link that had moved it. Answers whose the account was before.
 */
async function moveAccount(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  link: LinkRow,
  to: LinkState,
): Promise<string | null> {
  if (to === 'refused') return link.before
  const account = await readAccount(tx, link.subject)
  if (!account) throw new Refusal('not-found', 'This account is not known any more.')
  if (to === 'confirmed') refuseShared(account)
  if (to === 'undone' && (account.person_id !== link.object || (await isLinkedSince(tx, link))))
    throw new Refusal('conflict', 'This account was linked to somebody else since. Undo that link first.')
  const person = to === 'confirmed' ? link.object : link.before
  const known = person === null ? undefined : await readPerson(tx, person)
  if (to === 'confirmed' && known?.erased_at)
    throw new Refusal('conflict', 'This person was erased: no account can be theirs any more.')
  // Linked before it ever was somebody else's, or whose it was is erased: an undo makes it a person of its own.
  const owner = known && !known.erased_at ? known.id : await newPersonFor(desk, tx, account.name)
  await giveAccount(tx, link.subject, owner)
  for (const held of await casesThatGoWith(tx, link, account.person_id))
    await record(desk, tx, held, [
      happened('person-changed', desk.now(), memberActor(agent), { person: owner, link: link.id }),
    ])
  return account.person_id
}

/** The cases that go with the account of a link, locked. One that is merged with a case that stays has to be parted first. */
async function casesThatGoWith(tx: OrgTx, { id: link, subject }: LinkRow, from: string): Promise<HeldCase[]> {
  const going: HeldCase[] = []
  for (const { id } of await casesOfAccount(tx, subject, link)) {
    const held = await holdCase(tx, id)
    if (held.kase.person === from) going.push(held)
  }
  const ids = new Set(going.map(({ kase }) => kase.id))
  for (const { kase } of going)
    if ([...kase.tookOver, ...(kase.mergedInto ? [kase.mergedInto] : [])].some((other) => !ids.has(other)))
      throw new Refusal(
        'conflict',
        `Case ${kase.number} is merged with one that others have written in. Undo that merge first.`,
      )
  return going
}

async function newPersonFor(desk: Desk, tx: OrgTx, name: string | null): Promise<string> {
  const id = newId(desk.now())
  await savePerson(tx, { id, name, createdAt: desk.now().toString() })
  return id
}

async function linkCases(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  { subject, object, evidence }: LinkRow,
  to: LinkState,
) {
  const now = desk.now()
  const by = memberActor(agent)
  const event =
    to === 'confirmed'
      ? happened('case-linked', now, by, { case: object, because: evidence, state: 'confirmed' })
      : happened('case-unlinked', now, by, { case: object })
  await record(desk, tx, await holdCase(tx, subject), [event])
}

function refuseShared(account: { sharing: string | null }) {
  if (isShared(account))
    throw new Refusal(
      'conflict',
      'Several people share this account, so it can be nobody’s own. Say first that it is one person’s.',
    )
}

type Proposal = { accountId: string; caseId: string; evidence: string; key: string }

/** Proposes that an account belongs to the person of a case. */
export function proposeLink(desk: Desk, agent: Agent, proposal: Proposal): Promise<Decided> {
  return once(desk, agent.org, { name: 'proposeLink', key: proposal.key, input: proposal }, async (tx) => {
    const { kase } = await holdCase(tx, proposal.caseId)
    await refuseUnseen(tx, agent, kase.id)
    const account = await readAccount(tx, proposal.accountId)
    if (!account) throw new Refusal('not-found', 'There is no such account.')
    if (!kase.person) throw new Refusal('conflict', 'Nobody is known behind this case.')
    refuseShared(account)
    if (account.person_id === kase.person)
      throw new Refusal('conflict', 'This account is that person’s already.')
    const now = desk.now()
    const id = newId(now)
    saveLink(tx, {
      id,
      kind: 'account',
      subject: account.id,
      object: kase.person,
      before: account.person_id,
      state: 'proposed',
      evidence: proposal.evidence,
      source: memberActor(agent),
      createdAt: now.toString(),
    })
    return { id, state: 'proposed' }
  })
}
