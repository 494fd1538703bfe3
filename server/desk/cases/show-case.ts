import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import type { Case } from '#domain/case/case.ts'
import { isRunning, type Deadline } from '#domain/case/deadline.ts'
import type { House } from '#domain/case/house.ts'
import { isUnanswered } from '#domain/case/is-unanswered.ts'
import { readCase } from '#domain/case/read-case.ts'
import { staysCase } from '#domain/case/stays-case.ts'
import { isStillOwed } from '#domain/case/still-owed.ts'
import { strengthOf } from '#domain/people/evidence.ts'
import { Refusal } from '#domain/refusal.ts'
import { listedCase } from '#server/store/case-list.ts'
import { numbersOf } from '#server/store/cases.ts'
import type { ShownEvent } from '#server/store/events.ts'
import { linksOf } from '#server/store/links.ts'
import { namesOfOthers } from '#server/store/guard-rules.ts'
import { numbersGiven } from '#server/store/account-marks.ts'
import type { OrgTx } from '#server/store/database.ts'
import { accountsOf, type OwnAccountRow } from '#server/store/people.ts'
import { promisesOn, type GivenPromise } from '#server/store/promises-given.ts'
import { aboutPerson } from '../people/about-person.ts'
import { caseRow, namedRung } from './case-row.ts'
import { withoutFollowers } from '../claims/closed-followers.ts'
import type { Agent } from '../command.ts'
import type { Desk, PolicyInForce } from '../desk.ts'
import { sourceOf } from '../people/link-source.ts'
import { lookAlikes } from '../people/look-alikes.ts'
import { safeReplyTo } from '../replies/safe-reply.ts'
import { namesOf, type Names } from '../names.ts'
import { unexaminedIn } from '../claims/examine-evidence.ts'
import { accountView } from '../people/person-card.ts'
import { mayReadFollowers } from '../claims/reach-seen.ts'
import { showReceiver } from '../replies/receiver.ts'
import { refuseUnseen, seenAmong } from './seen.ts'
import { showClosing } from '../settling/show-closing.ts'
import { showSignings } from '../replies/signings.ts'
import { chainsOf, eventViews, timelinePage } from './timeline-page.ts'

type View = z.input<typeof CaseView>

/** One case with everything that was said and done. */
export function showCase(desk: Desk, agent: Agent, asked: { caseId: string }): Promise<View> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const row = await listedCase(tx, asked.caseId)
    if (!row) throw new Refusal('not-found', 'There is no such case.')
    await refuseUnseen(tx, agent, asked.caseId)
    const kase = readCase(row.fold)
    const inForce = await desk.policies.version(tx, kase.policy)
    const { house } = inForce
    const names = await namesOf(tx)
    const chains = await chainsOf(tx, kase)
    const { messages, told: events, earlier } = await timelinePage(desk, tx, { kase, chains, names })
    const about = await aboutPerson(tx, agent, kase)
    const accounts = kase.person ? await accountsOf(tx, kase.person, kase.account) : []
    const given = kase.person ? await numbersGiven(tx, kase.person) : []
    const like = await lookAlikes(tx, accounts)
    const promised = await promisesOf(tx, kase, chains)
    const taken = await numbersOf(tx, kase.tookOver)
    const remarks = new Map(events.map((event) => [idOf(event), event.remark]))
    return {
      ...caseRow(row, house),
      seq: kase.seq,
      openedAt: kase.openedAt.toString(),
      policy: kase.policy,
      facts: mayReadFollowers(kase, agent) ? kase.facts : withoutFollowers(kase.facts),
      danger: kase.danger ? { messageId: kase.danger.message, words: kase.danger.words } : null,
      unexamined: unexaminedIn(messages, kase),
      safeReply: safeReplyTo(messages, about?.language ?? null),
      otherNames: kase.isPublic ? await namesOfOthers(tx, chains, kase.person) : [],
      failureChain: kase.failureChain.map((failure) => ({
        at: failure.at.toString(),
        reason: failure.reason,
        about: failure.about,
      })),
      missed: kase.missed,
      contacts: kase.contacts,
      mayBeSetAside: staysCase(kase) === null,
      isUnanswered: isUnanswered(kase),
      duties: dutiesView(kase, inForce),
      ladder: house.ladder.map(({ id, title }) => ({ id, name: title, title })),
      offer: offerView(kase, house, names, remarks),
      taken: kase.taken && { id: kase.taken.id, from: names(kase.taken.from) },
      accounts: accounts.map((account) => accountView(account, account.name, like)),
      numbersGiven: given.map(({ address, message_id: messageId }) => ({ address, messageId })),
      links: await linksView(tx, agent, kase, accounts),
      replyTo: await showReceiver(desk, tx, kase),
      aboutPerson: about,
      closing: await showClosing(tx, kase, { house, names, now: desk.now() }),
      mergedInto: kase.mergedInto,
      tookOver: taken,
      deadlines: kase.deadlines.map((deadline) => deadlineView(kase, deadline, names, promised)),
      messages,
      signings: await showSignings(tx, chains, names),
      events: eventViews(kase, agent, events),
      earlier,
    }
  })
}

function dutiesView(kase: Case, { policy }: PolicyInForce): View['duties'] {
  const { duties } = kase
  if (!duties) throw new Error('Every open case has been judged by its policy.')
  const because = (table: string, row: string) => {
    const found = policy.tables.find(({ id }) => id === table)
    return found?.rows.find(({ id }) => id === row)?.because ?? null
  }
  return {
    ...duties,
    why: duties.why.map(({ table, row }) => ({ table, row, because: because(table, row) })),
  }
}

/** The links of a case and of the accounts of its person, but those to cases that the colleague may not see. */
async function linksView(
  tx: OrgTx,
  agent: Agent,
  kase: Case,
  accounts: readonly OwnAccountRow[],
): Promise<View['links']> {
  const links = await linksOf(
    tx,
    kase.id,
    kase.person,
    accounts.map(({ id }) => id),
  )
  const seen = await seenAmong(
    tx,
    agent,
    links.flatMap(({ case_id }) => case_id ?? []),
  )
  return links
    .filter(({ case_id }) => case_id === null || seen.has(case_id))
    .map((link) => ({
      id: link.id,
      kind: link.kind,
      state: link.state,
      evidence: link.evidence,
      strength: strengthOf(link.evidence),
      source: sourceOf(link.source, link.source_name),
      at: link.created_at.toString(),
      person:
        link.kind === 'account'
          ? { id: link.object, name: agent.sees === null ? link.object_name : null }
          : null,
      caseId: link.case_id,
      caseNumber: link.case_number,
      accountId: link.kind === 'account' ? link.subject : null,
      address: link.address,
    }))
}

function offerView(
  { offer, deadlines }: Case,
  house: House,
  names: Names,
  remarks: ReadonlyMap<string, string | null>,
): View['offer'] {
  if (!offer) return null
  const acceptBy = deadlines.find(({ id }) => id === offer.deadline)?.dueAt ?? offer.offeredAt
  return {
    id: offer.id,
    rung: namedRung(house, offer.rung),
    to: names(offer.to),
    from: names(offer.from),
    trigger: offer.trigger,
    acceptBy: acceptBy.toString(),
    remark: remarks.get(offer.id) ?? null,
  }
}

/** What was promised on a case, however much has happened since. */
const promisesOf = async (tx: OrgTx, { deadlines }: Case, chains: readonly string[]) =>
  deadlines.some(({ kind }) => kind === 'promise') ? promisesOn(tx, chains) : []

/** The id of what an event made, by which its remark is found again. */
const idOf = ({ data }: ShownEvent) => (typeof data['id'] === 'string' ? data['id'] : '')

function deadlineView(
  kase: Case,
  deadline: Deadline,
  names: Names,
  promised: readonly GivenPromise[],
): View['deadlines'][number] {
  const given = promised.find(({ id }) => id === deadline.id)
  return {
    id: deadline.id,
    kind: deadline.kind,
    state: deadline.state,
    setAt: deadline.setAt.toString(),
    dueAt: deadline.dueAt.toString(),
    near: isRunning(deadline) && deadline.near,
    endedAt: 'endedAt' in deadline ? deadline.endedAt.toString() : null,
    isStillOwed: isStillOwed(kase, deadline),
    promise: given ? { giver: names(given.giver), what: given.what ?? '' } : null,
  }
}
