import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'

type View = z.output<typeof CaseView>
type Event = View['events'][number]
type Message = View['messages'][number]

/** One line of the timeline: something that was said, or something that happened. */
export type Line =
  | { kind: 'message'; key: string; at: string; message: Message }
  | { kind: 'event'; key: string; at: string; event: Event; isQuiet: boolean; failure: number | null }

/** What clocks and policy do by themselves: true, and seldom what one looks for. */
const quiet = new Set([
  'duties-changed',
  'policy-changed',
  'deadline-set',
  'deadline-moved',
  'deadline-near',
  'deadline-met',
  'deadline-missed',
  'deadline-withdrawn',
  'deadlines-paused',
  'reply-sent',
  'promise-broken',
])

/** A message shows by itself that it was written. */
const shownAsMessage = new Set(['message-received', 'reply-written', 'note-written'])

/**
 * What was said and what happened, oldest first. A failed contact has its number, counted so that the newest
 * one that stands is the case's number of failures.
 */
export function timelineOf({
  messages,
  events,
  failures,
  failureChain,
}: Pick<View, 'messages' | 'events' | 'failures' | 'failureChain'>): Line[] {
  const shown = new Set(messages.map(({ id }) => id))
  const standing = new Set(failureChain.map(({ about }) => about))
  // What a colleague gave by hand did not leave from here: its own line says so.
  const byHand = new Set(
    messages.filter(({ direction, delivery }) => direction === 'out' && !delivery).map(({ id }) => id),
  )
  const told = events.filter(({ type, data }) => {
    const message = String(data['message'])
    return (
      !(shownAsMessage.has(type) && shown.has(message)) && !(type === 'reply-sent' && byHand.has(message))
    )
  })
  const failed = told.filter(
    ({ type, data }) => type === 'contact-failed' && standing.has(String(data['about'])),
  )
  const numbers = new Map(
    failed
      .toSorted((a, b) => b.at.localeCompare(a.at))
      .map((event, place) => [event, failures - place] as const),
  )
  const lines: Line[] = [
    // What was taken back has no words any more; that it was is told by its event.
    ...messages
      .filter(isNotTakenBack)
      .map((message) => ({ kind: 'message' as const, key: message.id, at: message.at, message })),
    ...told.map((event) => ({
      kind: 'event' as const,
      key: keyOf(event),
      at: event.at,
      event,
      isQuiet: quiet.has(event.type),
      failure: numbers.get(event) ?? null,
    })),
  ]
  return lines.toSorted((a, b) => instantOf(a.at) - instantOf(b.at) || order(a) - order(b))
}

const isNotTakenBack = ({ delivery }: Message) => delivery?.state !== 'withdrawn'

/** An event's own place in its chain. */
export const keyOf = ({ caseId, seq }: { caseId: string; seq: number }): string => `${caseId} ${seq}`

const instantOf = (at: string) => Temporal.Instant.from(at).epochMilliseconds

/** At the same instant, what was said stands before what it caused, and causes before effects. */
const order = (line: Line) => (line.kind === 'message' ? 0 : line.event.seq)
