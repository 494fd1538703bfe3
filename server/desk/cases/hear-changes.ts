import { isOpen, type Case } from '#domain/case/case.ts'
import type { CaseEvent, EventType } from '#domain/case/event.ts'
import { readCase } from '#domain/case/read-case.ts'
import { isDangerous } from '#domain/notice/is-dangerous.ts'
import { noticesOf } from '#domain/notice/notices-of.ts'
import { nextBegin, nextWork } from '#domain/notice/working-time.ts'
import { readCaseRow, readFolds } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { gathering } from '#server/store/gathering.ts'
import { newId } from '#server/store/id.ts'
import {
  eventsToHear,
  giversOf,
  holdCursor,
  moveCursor,
  saveNotice,
  type HeardEvent,
} from '#server/store/notices.ts'
import { endPage, openPage, waitingPageOf, wasAnsweredSince } from '#server/store/pages.ts'
import type { Desk } from '../desk.ts'
import { howTold, type HowTold } from '../notices/how-told.ts'
import { readEvent } from './read-event.ts'

/** The events that tell somebody something, or that begin or end a page. */
const heard: readonly EventType[] = [
  'case-opened',
  'message-received',
  'facts-entered',
  'danger-proposed',
  'danger-dismissed',
  'deadline-near',
  'deadline-missed',
  'promise-given',
  'promise-broken',
  'escalation-offered',
  'escalation-accepted',
  'escalation-declined',
  'escalation-landed',
  'owner-assigned',
  'case-returned',
  'note-written',
  'reply-written',
  'case-resolved',
  'merged-into',
  'signing-asked',
  'remedy-proposed',
  'remedy-passed-on',
]

/** What a colleague does on a case by which they have the danger in hand. */
const inHand: ReadonlySet<EventType> = new Set([
  'escalation-accepted',
  'reply-written',
  'promise-given',
  'danger-dismissed',
  'case-resolved',
])

const atOnce = { changes: 500, events: 5000 }
/** Where nobody has read the changes of an organisation yet, those of the last hour are news. */
const news = Temporal.Duration.from({ hours: 1 })
/** Whoever took a danger has it: another message about it calls nobody again for so long, and tells the owner. */
const hasIt = Temporal.Duration.from({ hours: 12 })

/**
 * Reads on in what happened to the cases of an organisation, and writes down whom it tells and for what somebody is paged;
 * with how far it has read, in one transaction: each change once, whatever dies, and however many processes look. Answers
 * whether there may be more.
 */
export const hearChanges = (desk: Desk, org: string): Promise<boolean> =>
  desk.db.withOrg(org, async (tx) => {
    const now = desk.now()
    const after = await holdCursor(tx, now.subtract(news))
    if (after === null) return false
    const { events, position, isAll } = await eventsToHear(tx, after, heard, atOnce)
    const people = new Map<string, HowTold | undefined>()
    const ofCases = Map.groupBy(events, ({ case_id }) => case_id)
    const rows = ofCases.size === 0 ? [] : await readFolds(tx, [...ofCases.keys()])
    const folds = new Map(rows.map(({ id, fold }) => [id, fold]))
    await gathering(tx, async (gathered) => {
      for (const [caseId, ofCase] of ofCases) {
        const fold = folds.get(caseId)
        if (fold) await hearCase(desk, gathered, readCase(fold), { events: ofCase, people })
      }
    })
    if (position > after) await moveCursor(tx, position, now)
    return !isAll
  })

type People = Map<string, HowTold | undefined>

async function hearCase(
  desk: Desk,
  tx: OrgTx,
  kase: Case,
  { events, people }: { events: readonly HeardEvent[]; people: People },
) {
  const { id: caseId } = kase
  const promises = events.some(({ type }) => type === 'promise-broken' || type === 'deadline-near')
  const givers = new Map(promises ? (await giversOf(tx, caseId)).map(({ id, giver }) => [id, giver]) : [])
  for (const told of events) {
    const event = readEvent({ ...told, hash: noHash })
    if (isAboutPages(event)) await heedPages(desk, tx, kase, event)
    const notices = noticesOf(event, {
      kase,
      giver: (promise) => givers.get(promise) ?? null,
    })
    for (const notice of notices) {
      const { member, kind, about } = notice
      const how = await known(desk, tx, people, member)
      if (!how) continue
      const now = desk.now()
      saveNotice(tx, {
        id: newId(now),
        member,
        caseId,
        kind,
        about,
        key: `${caseId}:${told.seq}:${kind}:${member}`,
        happenedAt: told.at.toString(),
        dueAt: whenToTell(how, kind, now).toString(),
      })
    }
  }
}

const noHash = Buffer.alloc(0)

async function known(desk: Desk, tx: OrgTx, people: People, member: string): Promise<HowTold | undefined> {
  if (!people.has(member)) people.set(member, await howTold(desk, tx, member))
  return people.get(member)
}

/** At once for who is at work and wants it so; else when they next begin. Somebody away for months is looked after weekly. */
function whenToTell({ working, onlyDigest }: HowTold, kind: string, now: Temporal.Instant): Temporal.Instant {
  const soon = onlyDigest.some((one) => one === kind) ? nextBegin(now, working) : startOfTelling(now, working)
  return soon ?? now.add({ hours: 7 * 24 })
}

const startOfTelling = (now: Temporal.Instant, working: HowTold['working']) =>
  nextWork(now, working)?.from ?? null

/** A colleague's doing may end a page, and whatever speaks of danger may begin one. */
const isAboutPages = (event: CaseEvent) => speaksOfDanger(event) || event.by.startsWith('member:')

/** Opens a page where somebody may come to harm, and ends the one that waits where a colleague has it in hand. */
async function heedPages(desk: Desk, tx: OrgTx, kase: Case, event: CaseEvent) {
  const now = desk.now()
  const waiting = await waitingPageOf(tx, kase.id)
  if (waiting !== undefined) {
    if (!isOpen(kase) || !isDangerous(kase))
      await endPage(tx, waiting, { state: 'over', by: null, at: now.toString() })
    else if (event.by.startsWith('member:') && inHand.has(event.type))
      await endPage(tx, waiting, {
        state: 'answered',
        by: event.by.slice('member:'.length),
        at: now.toString(),
      })
    return
  }
  if (!speaksOfDanger(event)) return
  const goesOn = await goingOn(tx, kase)
  const { id: caseId, owner, offer, rung } = goesOn
  if (!isOpen(goesOn) || !isDangerous(goesOn)) return
  // Whoever has it and says so themselves knows it already.
  if (event.by === `member:${owner}` && !offer) return
  if (await wasAnsweredSince(tx, caseId, now.subtract(hasIt))) return
  await openPage(tx, { id: newId(now), caseId, rung: offer?.rung ?? rung, at: now.toString() })
}

/** The case that goes on with what was said here: the one that has taken it over meanwhile, or itself. */
async function goingOn(tx: OrgTx, kase: Case): Promise<Case> {
  const row = kase.mergedInto === null ? undefined : await readCaseRow(tx, kase.mergedInto)
  return row ? goingOn(tx, readCase(row.fold)) : kase
}

function speaksOfDanger(event: CaseEvent): boolean {
  if (event.type === 'danger-proposed') return true
  const isEntered = event.type === 'facts-entered' || event.type === 'case-opened'
  return isEntered && event.data.facts['harm'] === 'safety'
}
