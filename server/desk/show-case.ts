import type { z } from 'zod'
import type { CaseRow, CaseView } from '#contract/case-view.ts'
import type { Case } from '#domain/case/case.ts'
import { isRunning, nextDeadline, type Deadline } from '#domain/case/deadline.ts'
import { rungNamed, type House } from '#domain/case/house.ts'
import { readCase } from '#domain/case/read-case.ts'
import { isChannel } from '#domain/channel.ts'
import { Refusal } from '#domain/refusal.ts'
import { foldQuotes } from '#domain/text/fold-quotes.ts'
import { cleanHtml } from '#server/channels/email/clean-html.ts'
import { findCases, listCases, listedCase, type ListedCase } from '#server/store/case-list.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newestEvents, type ShownEvent } from '#server/store/events.ts'
import { linksOf } from '#server/store/links.ts'
import { messagesOf, type ShownMessage } from '#server/store/messages.ts'
import { allMembers } from '#server/store/passes.ts'
import { accountsOf } from '#server/store/people.ts'
import type { Agent } from './command.ts'
import type { Desk, PolicyInForce } from './desk.ts'
import { isPlace, isUuid } from './list-place.ts'

type Row = z.input<typeof CaseRow>
type View = z.input<typeof CaseView>

type Asked = {
  state: 'open' | 'closed' | 'merged' | 'any'
  owner?: string | undefined
  rung?: string | undefined
  due?: string | undefined
  q?: string | undefined
  after?: string | undefined
  limit: number
}

/** A page of cases, the soonest date first. */
export function showCases(
  desk: Desk,
  agent: Agent,
  asked: Asked,
): Promise<{ cases: Row[]; next: string | null }> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const ids = asked.q?.trim() ? await findCases(tx, asked.q.trim(), 200) : null
    const rows = await listCases(tx, {
      state: asked.state === 'any' ? null : asked.state,
      owner: asked.owner === 'me' ? agent.handle : (asked.owner ?? null),
      rung: asked.rung ?? null,
      dueBefore: dueBefore(asked.due, desk.now()),
      ids,
      after: readPosition(asked.after),
      limit: asked.limit,
    })
    const cases: Row[] = []
    for (const row of rows) {
      const kase = readCase(row.fold)
      const { house } = await desk.policies.version(tx, kase.policy)
      cases.push({ ...rowOf(row, kase, house), position: positionOf(row, kase, asked.state) })
    }
    const last = cases.at(-1)
    return { cases, next: last && cases.length === asked.limit ? last.position : null }
  })
}

function dueBefore(due: string | undefined, now: Temporal.Instant): string | null {
  switch (due) {
    case undefined:
      return null
    case 'late':
      return now.toString()
    case 'today':
      return now.add({ hours: 24 }).toString()
    case 'week':
      return now.add({ hours: 24 * 7 }).toString()
    default:
      return Temporal.Instant.from(due).toString()
  }
}

const positionOf = ({ id, next_due_at }: ListedCase, kase: Case, state: Asked['state']) =>
  Buffer.from(`${(state === 'open' ? next_due_at : kase.openedAt)?.toString() ?? ''} ${id}`).toString(
    'base64url',
  )

function readPosition(text: string | undefined): { dueAt: string; id: string } | null {
  if (text === undefined) return null
  const [dueAt = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  if (!isPlace(dueAt) || !isUuid(id))
    throw new Refusal('invalid', 'after: this is not a position that a list has given.')
  return { dueAt, id }
}

/** One case with everything that was said and done. */
export function showCase(
  desk: Desk,
  agent: Agent,
  asked: { caseId: string; before?: number | undefined },
): Promise<View> {
  return desk.db.withOrg(agent.org, async (tx) => {
    const row = await listedCase(tx, asked.caseId)
    if (!row) throw new Refusal('not-found', 'There is no such case.')
    const kase = readCase(row.fold)
    const inForce = await desk.policies.version(tx, kase.policy)
    const { house } = inForce
    const names = await namesOf(tx)
    const chains = [kase.id, ...(kase.tookOver.length > 0 ? await withTaken(tx, kase.tookOver) : [])]
    const events = await newestEvents(tx, chains, asked.before ?? null, 200)
    const messages = await messagesOf(tx, chains, 100)
    const accounts = kase.person ? await accountsOf(tx, kase.person) : []
    const links = await linksOf(
      tx,
      kase.id,
      kase.person,
      accounts.map(({ id }) => id),
    )
    const taken: View['tookOver'] = []
    for (const id of kase.tookOver) taken.push({ id, number: (await listedCase(tx, id))?.fold.number ?? 0 })
    const remarks = new Map(events.map((event) => [idOf(event), event.remark]))
    return {
      ...rowOf(row, kase, house),
      seq: kase.seq,
      openedAt: kase.openedAt.toString(),
      policy: kase.policy,
      facts: kase.facts,
      failureChain: kase.failureChain.map(({ at, reason, about }) => ({ at: at.toString(), reason, about })),
      missed: kase.missed,
      contacts: kase.contacts,
      duties: dutiesView(kase, inForce),
      ladder: house.ladder.map(({ id, title }) => ({ id, name: title, title })),
      offer: kase.offer && {
        id: kase.offer.id,
        rung: named(house, kase.offer.rung),
        to: names(kase.offer.to),
        from: names(kase.offer.from),
        trigger: kase.offer.trigger,
        acceptBy:
          kase.deadlines.find(({ id }) => id === kase.offer?.deadline)?.dueAt.toString() ??
          kase.offer.offeredAt.toString(),
        remark: remarks.get(kase.offer.id) ?? null,
      },
      taken: kase.taken && { id: kase.taken.id, from: names(kase.taken.from) },
      accounts: accounts.map(({ id, kind, network, address }) => ({ id, kind, network, address })),
      links: links.map((link) => ({
        id: link.id,
        kind: link.kind,
        state: link.state,
        evidence: link.evidence,
        caseId: link.case_id,
        caseNumber: link.case_number,
        accountId: link.kind === 'account' ? link.subject : null,
        address: link.address,
      })),
      mergedInto: kase.mergedInto,
      tookOver: taken,
      deadlines: kase.deadlines.map((deadline) => deadlineView(deadline, names, events)),
      messages: messages.map((message) => messageView(message, names)),
      events: events.map((event) => eventView(event)),
    }
  })
}

type Names = (handle: string) => { id: string; name: string }

async function namesOf(tx: OrgTx): Promise<Names> {
  const known = new Map((await allMembers(tx)).map(({ handle, name }) => [handle, name]))
  return (handle) => ({ id: handle, name: known.get(handle) ?? handle })
}

const named = (house: House, rung: string) => {
  const { id, title } = rungNamed(house, rung)
  return { id, name: title }
}

function rowOf(row: ListedCase, kase: Case, house: House): Omit<Row, 'position'> {
  const next = nextDeadline(kase.deadlines)
  return {
    id: kase.id,
    number: kase.number,
    subject: row.subject ?? '',
    person:
      kase.person === null ? null : { id: kase.person, name: row.person_name ?? row.address ?? 'Not known' },
    channel: kase.channel,
    severity: kase.duties?.severity ?? 2,
    rung: named(house, kase.rung),
    owner: { id: kase.owner, name: row.owner_name ?? kase.owner },
    state: kase.state,
    stage: kase.stage,
    turn: kase.turn,
    isPublic: kase.isPublic,
    failures: kase.failures,
    nextDueAt: next?.dueAt.toString() ?? null,
    nextDue: next ? { kind: next.kind, setAt: next.setAt.toString(), near: next.near } : null,
    offeredTo: kase.offer && { id: kase.offer.to, name: row.offered_name ?? kase.offer.to },
  }
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

/** The id of what an event made, by which its remark is found again. */
const idOf = ({ data }: ShownEvent) => (typeof data['id'] === 'string' ? data['id'] : '')

function deadlineView(
  deadline: Deadline,
  names: Names,
  events: readonly ShownEvent[],
): View['deadlines'][number] {
  const given =
    deadline.kind === 'promise'
      ? events.find((event) => event.type === 'promise-given' && idOf(event) === deadline.id)
      : undefined
  const giver = given?.data['giver']
  return {
    id: deadline.id,
    kind: deadline.kind,
    state: deadline.state,
    setAt: deadline.setAt.toString(),
    dueAt: deadline.dueAt.toString(),
    near: isRunning(deadline) && deadline.near,
    endedAt: 'endedAt' in deadline ? deadline.endedAt.toString() : null,
    promise: typeof giver === 'string' ? { giver: names(giver), what: given?.remark ?? '' } : null,
  }
}

const longestFolded = 50_000
const longestCleaned = 100_000

function messageView(message: ShownMessage, names: Names): View['messages'][number] {
  const body = message.body ?? ''
  return {
    id: message.id,
    itemId: message.item_id,
    direction: message.direction,
    channel: isChannel(message.channel) ? message.channel : 'other',
    from:
      message.member === null
        ? { name: message.person_name ?? message.address ?? 'Not known', address: message.address }
        : { name: names(message.member).name, address: null },
    at: message.at.toString(),
    isPublic: message.is_public,
    subject: message.subject ?? '',
    body,
    // What is too long to be read is too long to be cut up for reading; its original is one key away.
    parts: body.length > longestFolded ? [{ kind: 'said', text: body }] : foldQuotes(body),
    html:
      message.html === null || message.html.length > longestCleaned
        ? null
        : cleanHtml(message.html, { remoteImages: false }).html,
    attachments: message.attachments,
    delivery: message.delivery_state && { state: message.delivery_state, because: message.delivery_because },
    caseId: message.case_id,
  }
}

const eventView = (event: ShownEvent): View['events'][number] => ({
  caseId: event.case_id,
  seq: event.seq,
  type: event.type,
  at: event.at.toString(),
  by: event.actor,
  data: event.data,
  remark: event.remark,
})
