import { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import type { Case } from '#domain/case/case.ts'
import { Refusal } from '#domain/refusal.ts'
import { withTaken } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { eventsBefore, type ShownEvent } from '#server/store/events.ts'
import { messagesOf } from '#server/store/messages.ts'
import { withoutFollowers } from '../claims/closed-followers.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { knownToGuard } from '../replies/guard-rules.ts'
import { kindsHeld } from '../items/kinds-held.ts'
import { isPlace } from './list-place.ts'
import { messageView } from './message-view.ts'
import type { Names } from '../names.ts'
import { mayReadFollowers } from '../claims/reach-seen.ts'
import { openedMessages } from '../people/sealed-words.ts'

type View = z.input<typeof CaseView>

const mostMessages = 100
const mostEvents = 200

/** Up to where a timeline was told: the oldest message, and of each chain the oldest event. Null where all of it was. */
const TimelinePlace = z.object({
  messages: z.tuple([z.string().refine(isPlace), z.uuid()]).nullable(),
  events: z.record(z.uuid(), z.int().min(1)).nullable(),
})
type TimelinePlace = z.infer<typeof TimelinePlace>

/** The cases whose chains make up the timeline of a case: its own, and those that it has taken over. */
export const chainsOf = async (tx: OrgTx, kase: Case): Promise<string[]> => [
  kase.id,
  ...(kase.tookOver.length > 0 ? await withTaken(tx, kase.tookOver) : []),
]

/** A stretch of a timeline, and where it goes on. */
export type TimelinePage = {
  messages: View['messages']
  told: ShownEvent[]
  earlier: string | null
}

/** The newest of what was said and done, or what came before a place. */
export async function timelinePage(
  desk: Desk,
  tx: OrgTx,
  { kase, chains, names }: { kase: Case; chains: readonly string[]; names: Names },
  before?: TimelinePlace,
): Promise<TimelinePage> {
  const events =
    before?.events === null ? [] : await eventsBefore(tx, chains, before?.events ?? {}, mostEvents)
  const found = await messagesBefore(tx, kase, chains, before)
  const holding = kindsHeld(await knownToGuard(tx))
  const messages = await openedMessages(desk, tx, found.slice(-mostMessages))
  const [oldest] = messages
  const place: TimelinePlace = {
    messages: oldest && found.length > mostMessages ? [oldest.at.toString(), oldest.id] : null,
    events: before?.events === null ? null : leftOf(chains, before?.events ?? {}, events),
  }
  return {
    messages: messages.map((message) =>
      messageView(message, names, { hasRelay: desk.place.hasRelay, now: desk.now() }, holding),
    ),
    told: events,
    earlier: place.messages || place.events ? placeText(place) : null,
  }
}

/** One more than is told, so that one knows whether there are more; what was taken back has no words any more. */
async function messagesBefore(
  tx: OrgTx,
  { state }: Case,
  chains: readonly string[],
  before: TimelinePlace | undefined,
) {
  if (before?.messages === null || state === 'taken-back') return []
  const [at, id] = before?.messages ?? []
  const place = at === undefined || id === undefined ? null : { at, id }
  return messagesOf(tx, chains, mostMessages + 1, { before: place })
}

/** Of each chain the oldest event told so far; null where each was told from its first on. */
function leftOf(
  chains: readonly string[],
  before: Readonly<Record<string, number>>,
  events: readonly ShownEvent[],
): Record<string, number> | null {
  const oldest = new Map(Object.entries(before))
  for (const { case_id: id, seq } of events) oldest.set(id, Math.min(seq, oldest.get(id) ?? seq))
  return chains.every((id) => oldest.get(id) === 1) ? null : Object.fromEntries(oldest)
}

const placeText = (place: TimelinePlace) => Buffer.from(JSON.stringify(place)).toString('base64url')

/** Reads a place back that a timeline gave. */
export function readTimelinePlace(text: string): TimelinePlace {
  const read = TimelinePlace.safeParse(jsonIn(Buffer.from(text, 'base64url').toString()))
  if (!read.success) throw new Refusal('invalid', 'This place of a timeline does not exist.')
  return read.data
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The events of a case as its timeline tells them to somebody: how many follow the customer only to who has looked there. */
export const eventViews = (kase: Case, agent: Agent, events: readonly ShownEvent[]): View['events'] =>
  mayReadFollowers(kase, agent)
    ? events.map(eventView)
    : events.map((event) => eventView(holdsNumber(event) ? withoutFollowers(event) : event))

const holdsNumber = ({ data }: ShownEvent) =>
  'facts' in data || 'followers' in data || 'claims' in data || 'own' in data

const eventView = (event: ShownEvent): View['events'][number] => ({
  caseId: event.case_id,
  seq: event.seq,
  type: event.type,
  at: event.at.toString(),
  by: event.actor,
  data: event.data,
  remark: event.remark,
})
