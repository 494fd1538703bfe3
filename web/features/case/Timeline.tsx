import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { openCase } from '#contract/cases.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { EventLine } from './EventLine.tsx'
import { MessageCard } from './MessageCard.tsx'
import { namesFor } from './names.ts'
import classes from './Timeline.module.css'
import { timelineOf, type Line } from './timeline-of.ts'

type View = z.output<typeof CaseView>

const pageOfEvents = 200

/** Everything that was said and done, oldest first, the newest in sight. */
export function Timeline({ kase, me }: { kase: View; me: string | undefined }) {
  const now = useNow()
  const { data } = useQuery(queries.members)
  const [isWhole, showWhole] = useState(false)
  const [earlier, setEarlier] = useState<View['events']>([])
  const names = namesFor({ kase, members: data?.members ?? [], me, now })
  const lines = timelineOf({ ...kase, events: [...kase.events, ...earlier] })
  const shown = isWhole ? lines : lines.filter((line) => line.kind === 'message' || !line.isQuiet)
  const hidden = lines.length - shown.length
  const list = useEndInSight()
  const oldest = (earlier.at(-1) ?? kase.events.at(-1))?.seq ?? 1
  const hasEarlier = oldest > 1 && kase.events.length >= pageOfEvents
  const more = async () => {
    const older = await ask(openCase, { caseId: kase.id, before: oldest })
    setEarlier([...earlier, ...older.events])
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
    <section className={classes['scroll']} ref={list} tabIndex={0} aria-label="Timeline">
      <p className={classes['above']}>
        {hasEarlier ? (
          <button type="button" className="link" onClick={() => void more()}>
            Earlier
          </button>
        ) : null}
        {hidden > 0 || isWhole ? (
          <button type="button" className="link" aria-pressed={isWhole} onClick={() => showWhole(!isWhole)}>
            {isWhole ? 'Hide what clocks and policy did' : `${hidden} more by clocks and policy`}
          </button>
        ) : null}
      </p>
      <ol className={classes['lines']}>
        {shown.map((line) => (
          <li key={line.key} data-kind={line.kind}>
            <span className={classes['time']}>
              <Moment at={line.at} />
            </span>
            <Told line={line} kase={kase} names={names} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Told({ line, kase, names }: { line: Line; kase: View; names: ReturnType<typeof namesFor> }) {
  if (line.kind === 'message') return <MessageCard message={line.message} caseId={kase.id} />
  return <EventLine event={line.event} failure={line.failure} names={names} />
}

/**
 * Shows the end of a list at first, and again when it grows while one looks at its end, or when the reply box
 * below takes some of its room.
 */
function useEndInSight() {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    let isAtEnd = true
    const note = () => {
      isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40
    }
    const sizes = new ResizeObserver(() => {
      if (isAtEnd) element.scrollTop = element.scrollHeight
    })
    element.addEventListener('scroll', note, { passive: true })
    sizes.observe(element)
    for (const part of element.children) sizes.observe(part)
    return () => {
      element.removeEventListener('scroll', note)
      sizes.disconnect()
    }
  }, [])
  return frame
}
