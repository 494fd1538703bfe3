import { useEffect, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseRow } from '#contract/case-view.ts'
import { sentenceOf } from '#web/api.ts'
import { queries, type CaseFilter } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { groupByTime } from './group-by-time.ts'
import classes from './Queue.module.css'
import { QueueRow } from './QueueRow.tsx'
import { useAlarms } from './use-alarms.ts'
import { useHeld } from './use-held.ts'

type Row = z.output<typeof CaseRow>

/** What a list that grows by pages has to tell. */
type Pages = {
  isPending: boolean
  error: Error | null
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
  refetch: () => Promise<unknown>
}

type Props = {
  cases: Pages
  rows: readonly Row[]
  selected: string | undefined
  choose: (id: string) => void
  me: string | undefined
  filter: CaseFilter
  drop: () => void
}

/** Cases in groups of time. Nothing moves under a hand: changes wait until they are asked for. */
export function Queue({ cases, rows, selected, choose, me, filter, drop }: Props) {
  const now = useNow()
  const { data: policy } = useQuery(queries.policy)
  const { shown, waiting, hands, show } = useHeld(rows)
  useAlarms(rows, now, !cases.isPending)
  const groups = groupByTime(shown, now)
  return (
    <div className={classes['scroll']} {...hands}>
      {waiting ? (
        <button type="button" className={classes['waiting']} onClick={show}>
          {waiting}
        </button>
      ) : null}
      {cases.error && rows.length > 0 ? <p className={classes['stale']}>{sentenceOf(cases.error)}</p> : null}
      {cases.isPending ? <Bones rows={9} label="The cases are being read" /> : null}
      {cases.error && rows.length === 0 ? (
        <Face says="The queue could not be read.">
          <p>{sentenceOf(cases.error)}</p>
          <Button onClick={() => void cases.refetch()}>Try again</Button>
        </Face>
      ) : null}
      {!cases.isPending && !cases.error && rows.length === 0 ? <Nobody filter={filter} drop={drop} /> : null}
      {groups.map(({ title, rows: inside }, place) => (
        <section key={title} aria-label={title}>
          <h2 className={classes['group']} data-late={title === 'Late'}>
            {title}
            <span>
              {inside.length}
              {cases.hasNextPage && place === groups.length - 1 ? ' and more' : ''}
            </span>
          </h2>
          <ul>
            {inside.map((row) => (
              <QueueRow
                key={row.id}
                row={row}
                isSelected={row.id === selected}
                choose={choose}
                me={me}
                ladder={policy?.ladder ?? []}
              />
            ))}
          </ul>
        </section>
      ))}
      {cases.hasNextPage ? <More cases={cases} /> : null}
    </div>
  )
}

/** Reads the next page when the end of the list comes into sight. */
function More({ cases: { fetchNextPage, isFetchingNextPage } }: { cases: Pages }) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || isFetchingNextPage) return
    const sight = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage()
      },
      { rootMargin: '600px' },
    )
    sight.observe(end.current)
    return () => sight.disconnect()
  }, [fetchNextPage, isFetchingNextPage])
  return (
    <div ref={end}>
      <Bones rows={2} label="More cases are being read" />
    </div>
  )
}

function Nobody({ filter, drop }: { filter: CaseFilter; drop: () => void }) {
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  if (!isFiltered)
    return (
      <Face says="Nobody is waiting on this desk.">
        A complaint that arrives appears here within a second.
      </Face>
    )
  return (
    <Face says={filter.q ? `No case is found for “${filter.q}”.` : 'No case fits these filters.'}>
      <Button onClick={drop}>Drop the filters</Button>
    </Face>
  )
}
