import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useRef, useState } from 'react'
import { queries, type CaseFilter } from '#web/queries.ts'
import { useCommands } from '#web/ui/commands.ts'
import { chooseDensity, useDensity } from '#web/ui/density.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { BulkBar } from './BulkBar.tsx'
import type { BulkTask } from './bulk-task.ts'
import classes from './Desk.module.css'
import { Faces } from './Faces.tsx'
import { Peek } from './Peek.tsx'
import { Queue, type QueueHandle } from './Queue.tsx'
import { leaveAt, whereLeft } from './queue-memory.ts'
import { Soundness } from './Soundness.tsx'
import { useAlarms } from './use-alarms.ts'
import { useHeld } from './use-held.ts'
import { useMarks } from './use-marks.ts'
import { useQueue } from './use-queue.ts'

const BulkSheet = lazy(async () => ({ default: (await import('./BulkSheet.tsx')).BulkSheet }))

type Props = { filter: CaseFilter; drop: () => void }

type Begin = 'reply' | 'note' | 'escalate' | 'promise' | 'why'

/** One view of the queue, with the keys that walk and act on it, and a look at the case under them. */
export function Board({ filter, drop }: Props) {
  const { cases, rows, see, refused } = useQueue(filter)
  const { data: me } = useQuery(queries.me)
  const client = useQueryClient()
  const router = useRouter()
  const now = useNow()
  const density = useDensity()
  const view = JSON.stringify(filter)
  const [back] = useState(() => whereLeft(view))
  const [chosen, choose] = useState(back?.chosen ?? null)
  const [task, setTask] = useState<BulkTask | null>(null)
  const [result, tell] = useState('')
  const { shown, waiting, hands, show } = useHeld(rows)
  const { ids: marks, marked, mark, clear } = useMarks(shown)
  const queue = useRef<QueueHandle>(null)
  useAlarms(rows, now, !cases.isPending)
  const selected = shown.find(({ id }) => id === chosen) ?? shown[0]
  // The row is marked first; what is known of its case follows when the keys rest.
  const peeked = useDeferredValue(selected)
  const acted = marked.length > 0 ? marked : selected ? [selected] : []

  const open = useCallback(
    (id: string, begin?: Begin) =>
      void router.navigate({
        to: '/cases/$caseId',
        params: { caseId: id },
        search: begin ? { do: begin } : {},
      }),
    [router],
  )
  const selectedId = selected?.id
  const place = useRef({ chosen: selectedId ?? null, offset: back?.offset ?? 0 })
  useEffect(() => {
    place.current.chosen = selectedId ?? null
  }, [selectedId])
  useEffect(() => {
    const { current } = place
    if (back?.chosen && document.activeElement === document.body) queue.current?.focus(back.chosen)
    return () => void leaveAt(view, current)
  }, [view, back])
  const firstId = shown[0]?.id
  useEffect(() => {
    // The page of a case is fetched before the first is opened.
    if (firstId !== undefined)
      void router.preloadRoute({ to: '/cases/$caseId', params: { caseId: firstId } }).catch(() => undefined)
  }, [router, firstId])

  const step = (by: 1 | -1, isMarking = false) => {
    const here = shown.findIndex(({ id }) => id === selected?.id)
    const row = document.activeElement?.getAttribute('data-row')
    const isFocused = row !== null && row === selected?.id
    const next = shown[Math.min(shown.length - 1, Math.max(0, isFocused ? here + by : here))]
    if (!next) return
    if (isMarking && selected) {
      if (marks.size === 0) mark(selected.id, false)
      mark(next.id, true)
    }
    choose(next.id)
    queue.current?.focus(next.id)
  }
  const begin = (what: Begin) => selected && open(selected.id, what)
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = cases
  const readOn = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [isFetchingNextPage, fetchNextPage])

  useCommands(say('On the desk'), [
    { key: 'j', title: say('Down'), act: () => step(1), isMove: true },
    { key: 'k', title: say('Up'), act: () => step(-1), isMove: true },
    { key: 'J', title: say('Mark downwards'), act: () => step(1, true), isMove: true },
    { key: 'K', title: say('Mark upwards'), act: () => step(-1, true), isMove: true },
    { key: 'Enter', title: say('Open the case'), act: () => selected && open(selected.id) },
    { key: 'r', title: say('Reply'), act: () => begin('reply') },
    { key: 'p', title: say('Promise something'), act: () => begin('promise') },
    {
      key: 'e',
      title: say('Escalate'),
      act: () => (marked.length > 0 ? setTask('escalate') : begin('escalate')),
    },
    {
      key: 'n',
      title: say('Write a note'),
      act: () => (marked.length > 0 ? setTask('note') : begin('note')),
    },
    { key: 'a', title: say('Give to a colleague'), act: () => selected && setTask('assign') },
    { key: 'b', title: say('Let it rest'), act: () => selected && setTask('snooze') },
    { key: 'w', title: say('Why it is here'), act: () => begin('why') },
    { key: 'x', title: say('Mark'), act: () => selected && mark(selected.id, false) },
    ...(marked.length > 0 ? [{ key: 'Escape', title: say('Unmark all'), act: clear, isMove: true }] : []),
    density === 'roomy'
      ? { title: say('Rows of one line'), act: () => chooseDensity('compact') }
      : { title: say('Rows of two lines'), act: () => chooseDensity('roomy') },
  ])

  const isSearch = filter.q !== undefined
  const done = (said: string) => {
    tell(said)
    setTask(null)
    clear()
    void client.invalidateQueries({ queryKey: ['cases'], refetchType: 'none' })
    void client.invalidateQueries({ queryKey: ['counts'] })
  }
  return (
    <>
      <div className={classes['list']}>
        <Faces cases={cases} refused={refused} isEmpty={shown.length === 0} filter={filter} drop={drop} />
        {shown.length > 0 || !cases.isPending ? (
          <Queue
            ref={queue}
            shown={shown}
            waiting={waiting}
            show={show}
            startAt={back?.offset ?? 0}
            scrolled={(offset) => (place.current.offset = offset)}
            hands={hands}
            selected={selected?.id}
            marked={marks}
            choose={choose}
            mark={mark}
            open={open}
            me={me?.handle}
            isSearch={isSearch}
            hasMore={hasNextPage}
            readOn={readOn}
            see={see}
          />
        ) : null}
        <BulkBar count={marked.length} result={result} begin={setTask} clear={clear} close={() => tell('')} />
        <Soundness />
      </div>
      <aside className={classes['peek']} aria-label={say('Selected case')}>
        {peeked ? <Peek row={peeked} me={me?.handle} open={open} /> : null}
      </aside>
      <Suspense>
        {task ? <BulkSheet task={task} rows={acted} close={() => setTask(null)} done={done} /> : null}
      </Suspense>
    </>
  )
}
