import { isOwedToCustomer, isRunning, type ClockKind } from '#domain/case/deadline.ts'
import type { Case } from '#domain/case/case.ts'
import type { Said } from '#domain/case/customers-word.ts'
import { readCase } from '#domain/case/read-case.ts'
import { frontLine } from '#domain/case/house.ts'
import { listedCase } from '#server/store/case-list.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readPerson } from '#server/store/people.ts'
import {
  lastChange,
  readStatusLink,
  senderOfItem,
  statusLinkOwner,
  writtenOn,
  type StatusLinkRow,
} from '#server/store/status-links.ts'
import { thisOrganisation } from '#server/store/organisations.ts'
import type { Desk } from '../desk.ts'
import { languageOf, type FormLanguage } from './form-view.ts'
import { namesOf } from '../names.ts'
import { isStatusToken, statusDigest } from './status-link.ts'

/** How a matter stands, as its status page tells: no words of ours or of the customer. */
export type Status = {
  organisation: string
  language: FormLanguage
  receivedAt: Temporal.Instant
  zone: string
} & (
  | { known: 'received' }
  /** It belongs to a case that was there before: only whoever has that case's own link sees more. */
  | { known: 'joined'; number: number }
  | {
      known: 'case'
      number: number
      state: 'open' | 'closed'
      turn: 'ours' | 'customers'
      /** What they said of it last; null where they have said nothing. */
      word: { says: Said; at: Temporal.Instant } | null
      owner: string
      next: { kind: ClockKind; dueAt: Temporal.Instant } | null
      writtenOn: Temporal.Instant[]
    }
)

/** What a status link leads to. */
export type Reached = { org: string; link: StatusLinkRow; kase: Case | null }

const lasts = Temporal.Duration.from({ hours: 24 * 90 })

/** Where a status link leads; nowhere when it is none, is too old, or its person was erased: all the same to who asks. */
export async function reachStatus(desk: Desk, token: string): Promise<Reached | undefined> {
  if (!isStatusToken(token)) return undefined
  const digest = statusDigest(token)
  const org = await desk.db.asWorker((tx) => statusLinkOwner(tx, digest))
  return org === undefined
    ? undefined
    : desk.db.withOrg(org, async (tx) => {
        const link = await readStatusLink(tx, digest)
        if (!link) return undefined
        const kase = link.case_id === null ? null : await caseToTell(tx, link.case_id)
        const changed = kase ? await lastChange(tx, kase.id) : link.received_at
        if (!changed || Temporal.Instant.compare(changed.add(lasts), desk.now()) < 0) return undefined
        if (kase && !(await senderOfItem(tx, link))) return undefined
        return { org, link, kase }
      })
}

/** The case, or the one that has taken it over. */
async function caseToTell(tx: OrgTx, id: string): Promise<Case | null> {
  const row = await listedCase(tx, id)
  if (!row) return null
  const kase = readCase(row.fold)
  return kase.mergedInto === null ? kase : caseToTell(tx, kase.mergedInto)
}

/** Tells how a matter stands. */
export function showStatus(desk: Desk, { org, link, kase }: Reached): Promise<Status> {
  return desk.db.withOrg(org, async (tx) => {
    const { name: organisation } = await thisOrganisation(tx)
    const language = languageOf(link.language) ?? 'en'
    const { house } = await desk.policies.inForce(tx)
    const person = kase?.person ? await readPerson(tx, kase.person) : undefined
    const zone = person?.zone ?? frontLine(house).hours.zone
    const common = { organisation, language, receivedAt: link.received_at, zone }
    if (!kase) return { ...common, known: 'received' }
    if (link.outcome === 'joined') return { ...common, known: 'joined', number: kase.number }
    const owner = (await namesOf(tx))(kase.owner).name
    return {
      ...common,
      known: 'case',
      number: kase.number,
      state: kase.state === 'open' ? 'open' : 'closed',
      turn: kase.turn,
      word: kase.word ?? null,
      owner: owner.split(/\s+/)[0] ?? owner,
      next: nextOwed(kase, desk.now()),
      writtenOn: await writtenOn(tx, [kase.id, ...kase.tookOver], 5),
    }
  })
}

/** The next date that is owed to the customer; one that has passed is no date any more. */
function nextOwed({ deadlines }: Case, now: Temporal.Instant) {
  const [next] = deadlines
    .filter(isRunning)
    .filter(({ kind, dueAt }) => isOwedToCustomer(kind) && Temporal.Instant.compare(dueAt, now) > 0)
    .toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))
  return next ? { kind: next.kind, dueAt: next.dueAt } : null
}
