import { use, useEffect, useRef } from 'react'
import type { z } from 'zod'
import type { CaseRow } from '#contract/case-view.ts'
import { afterPaint } from '#web/ui/after-paint.ts'
import { announce } from '#web/ui/announce.ts'
import { InSight, whileInSight } from '#web/ui/in-sight.ts'
import { say } from '#web/words/say.ts'

type Row = z.output<typeof CaseRow>

/** Says to who listens what has become late or dangerous since the list was first read, and nothing else; while the list is in sight. */
export function useAlarms(rows: readonly Row[], now: Temporal.Instant, isRead: boolean): void {
  const known = useRef<Set<string> | null>(null)
  const sight = use(InSight)
  useEffect(() => {
    if (!isRead) return undefined
    const tell = () => {
      const alarms = new Map(rows.flatMap((row) => alarmsOf(row, now)))
      const { current } = known
      const fresh = current ? [...alarms].filter(([key]) => !current.has(key)) : []
      known.current = new Set([...(current ?? []), ...alarms.keys()])
      if (fresh.length > 0) announce(fresh.map(([, sentence]) => sentence).join(' '))
    }
    return whileInSight(sight, () => afterPaint(tell))
  }, [rows, now, isRead, sight])
}

function alarmsOf(
  { id, person, subject, severity, nextDueAt }: Row,
  now: Temporal.Instant,
): [string, string][] {
  const name = person?.name ?? subject
  const isLate = nextDueAt !== null && Temporal.Instant.compare(Temporal.Instant.from(nextDueAt), now) <= 0
  const late: [string, string][] = isLate
    ? [[`late ${id} ${nextDueAt}`, say('{name} is late.', { name })]]
    : []
  return severity === 5
    ? [...late, [`danger ${id}`, say('Danger: {name}, {subject}.', { name, subject })]]
    : late
}
