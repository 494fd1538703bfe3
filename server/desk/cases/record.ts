import { openCase } from '#domain/case/open-case.ts'
import type { Case } from '#domain/case/case.ts'
import { firstOwed } from '#domain/case/still-owed.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import { factsAbout } from '#domain/case/facts-about.ts'
import type { House } from '#domain/case/house.ts'
import { liveOn, type Told } from '#domain/case/live-on.ts'
import { glanceAt } from '#domain/case/glance.ts'
import { readCase } from '#domain/case/read-case.ts'
import { lookAgainAt, timePassed } from '#domain/case/time-passed.ts'
import { Refusal } from '#domain/refusal.ts'
import {
  lockCase,
  lockFreeCase,
  lockTaker,
  saveCase,
  type Adds,
  type NewEvent,
  type NewWork,
} from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { chainStart, linkHash } from './chain.ts'
import type { Desk } from '../desk.ts'
import { keepBooks } from '../remedies/keep-books.ts'

/** A case whose row is locked until the transaction ends, with the head of its chain. */
export type HeldCase = { kase: Case; head: Buffer }

/** Locks a case. Several are held in the order of their ids, so that two commands never wait for each other. */
export async function holdCase(tx: OrgTx, id: string): Promise<HeldCase> {
  const row = await lockCase(tx, id)
  if (!row) throw new Refusal('not-found', 'There is no such case.')
  return { kase: readCase(row.fold), head: row.head }
}

/** Locks a case unless somebody holds it: another process whose clock rang too, or a colleague. */
export async function holdFreeCase(tx: OrgTx, id: string): Promise<HeldCase | undefined> {
  const row = await lockFreeCase(tx, id)
  return row && { kase: readCase(row.fold), head: row.head }
}

/** Locks a case, or the one that has taken it over. */
export async function holdTaker(tx: OrgTx, id: string): Promise<HeldCase> {
  const row = await lockTaker(tx, id)
  if (!row) throw new Refusal('not-found', 'There is no such case.')
  const kase = readCase(row.fold)
  // Taken over while we waited for the lock.
  return kase.mergedInto === null ? { kase, head: row.head } : holdTaker(tx, kase.mergedInto)
}

/**
 * The heart: appends what happened to the case's chain, folds it in, asks the policy what is owed now,
 * writes down the difference, and queues outside work; all in the caller's transaction, with the case locked.
 */
export async function record(
  desk: Desk,
  tx: OrgTx,
  held: HeldCase,
  happened: readonly CaseEvent[],
  adds: Adds = {},
  sendsAt: Temporal.Instant = desk.now(),
): Promise<HeldCase> {
  const { house } = await desk.policies.versionFor(tx, policyAfter(held.kase, happened), {
    caseId: held.kase.id,
  })
  return write(
    tx,
    held.kase,
    held.head,
    liveOn(held.kase, happened, house, desk.now()),
    house,
    desk.now(),
    adds,
    sendsAt,
  )
}

/** Opens a case with its first events. */
export async function recordNew(
  desk: Desk,
  tx: OrgTx,
  id: string,
  opened: Extract<CaseEvent, { type: 'case-opened' }>,
  happened: readonly CaseEvent[],
  adds: Adds = {},
): Promise<HeldCase> {
  const { house } = await desk.policies.versionFor(tx, opened.data.policy, opened.data)
  const told = liveOn(openCase(id, opened), happened, house, desk.now())
  return write(tx, null, chainStart, { ...told, events: [opened, ...told.events] }, house, desk.now(), adds)
}

/** Lets time pass over a locked case. Nothing is written when the clock rang for nothing. */
export async function recordTimePassed(desk: Desk, tx: OrgTx, held: HeldCase): Promise<HeldCase> {
  const { house } = await desk.policies.versionFor(tx, held.kase.policy, { caseId: held.kase.id })
  const passed = timePassed(held.kase, house, desk.now())
  return passed.length === 0 ? held : record(desk, tx, held, passed)
}

/**
 * What policy could know of an open case from now on, where that is something else than before: a rehearsal asks it again.
 * Text, because equal facts are found by it.
 */
function newlyAsked(before: Case | null, after: Case, { facts }: House): string | null {
  if (after.state !== 'open') return null
  const now = JSON.stringify(factsAbout(after, facts))
  const isAsBefore = before?.state === 'open' && before.policy === after.policy
  return isAsBefore && JSON.stringify(factsAbout(before, facts)) === now ? null : now
}

const policyAfter = (kase: Case, happened: readonly CaseEvent[]) =>
  happened.findLast((event) => event.type === 'policy-changed')?.data.policy ?? kase.policy

async function write(
  tx: OrgTx,
  before: Case | null,
  chainHead: Buffer,
  { kase, events }: Told,
  house: House,
  now: Temporal.Instant,
  adds: Adds,
  sendsAt = now,
): Promise<HeldCase> {
  if (events.length === 0) return { kase, head: chainHead }
  let head = chainHead
  let seq = before?.events ?? 0
  const rows = events.map((event): NewEvent => {
    seq += 1
    const { type, at, by: actor, data } = event
    head = linkHash(tx.org, kase.id, head, { seq, type, at, actor, data: JSON.stringify(data) })
    return { seq, type, at: at.toString(), actor, data, hash: head.toString('hex') }
  })
  saveCase(tx, {
    id: kase.id,
    fold: JSON.stringify(kase),
    columns: columnsOf(kase),
    head,
    asked: newlyAsked(before, kase, house),
    events: rows,
    work: consequencesOf(events, now, sendsAt),
    adds: { ...adds, ...counted(before, kase) },
  })
  if (before) keepBooks(tx, before, events, now)
  return { kase, head }
}

/** What lists and clocks ask for, of a case. */
export const columnsOf = (kase: Case) => ({
  number: kase.number,
  state: kase.state,
  stage: kase.stage,
  channel: kase.channel,
  person: kase.person,
  owner: kase.owner,
  rung: kase.rung,
  severity: kase.duties?.severity ?? 2,
  policy: kase.policy,
  nextDueAt: firstOwed(kase)?.dueAt.toString() ?? null,
  lookAgainAt: lookAgainAt(kase)?.toString() ?? null,
  openedAt: kase.openedAt.toString(),
  glance: JSON.stringify(glanceAt(kase)),
})

/** Work outside that follows from what happened, and when it may begin. Its key makes asking twice one piece of work. */
function consequencesOf(
  events: readonly CaseEvent[],
  now: Temporal.Instant,
  sendsAt: Temporal.Instant,
): NewWork[] {
  const given = new Set(events.flatMap((event) => (event.type === 'reply-sent' ? [event.data.message] : [])))
  return events.flatMap((event): NewWork[] => {
    if (event.type !== 'reply-written' || given.has(event.data.message)) return []
    const { message, byHand, network } = event.data
    // What a colleague gives waits as a mail does, so that it can be taken back; then it is written down as given.
    const kind = byHand ? 'give-reply' : network === undefined ? 'send-reply' : 'send-post'
    return [{ id: newId(now), kind, key: `${kind}:${message}`, message, due: sendsAt.toString() }]
  })
}

function counted(before: Case | null, after: Case): Adds {
  const opened = (after.state === 'open' ? 1 : 0) - (before?.state === 'open' ? 1 : 0)
  const isTakenBack = after.state === 'taken-back' && before?.state !== 'taken-back'
  return {
    ...(before === null && { cases: 1 }),
    ...(isTakenBack && { cases: -1 }),
    ...(opened !== 0 && { open: opened }),
  }
}
