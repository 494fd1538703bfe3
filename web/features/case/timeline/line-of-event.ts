import type { Line } from './timeline-of.ts'

type Event = Extract<Line, { kind: 'event' }>['event']

/**
 * The entry of a timeline that shows an event of a case: its own line, else the message that it is about, else what came next:
 * of what was taken back only that it was is told.
 */
export function lineOfEvent(
  lines: readonly Line[],
  events: readonly Event[],
  wanted: { caseId: string; seq: number },
): Line | undefined {
  const isOf = (event: Event) => event.caseId === wanted.caseId
  const message = events.find((event) => isOf(event) && event.seq === wanted.seq)?.data['message']
  const own = lines.filter((line) => line.kind === 'event' && isOf(line.event))
  return (
    own.find((line) => seqOf(line) === wanted.seq) ??
    lines.find((line) => line.kind === 'message' && line.message.id === message) ??
    own.filter((line) => seqOf(line) > wanted.seq).toSorted((a, b) => seqOf(a) - seqOf(b))[0]
  )
}

const seqOf = (line: Line) => (line.kind === 'event' ? line.event.seq : 0)
