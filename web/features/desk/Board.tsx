import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, use, useCallback, useEffect, useRef, useState } from 'react'
import { queries, type CaseFilter } from '#web/queries.ts'
import { useCommands } from '#web/ui/commands.ts'
import { chooseDensity, useDensity } from '#web/ui/density.ts'
import { afterPaint } from '#web/ui/after-paint.ts'
import { noteFirstScreen } from '#web/ui/first-screen.ts'
import { InSight, whileInSight } from '#web/ui/in-sight.ts'
import { useKeys } from '#web/ui/keys.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { BulkBar } from './BulkBar.tsx'
import type { BulkTask } from './bulk-task.ts'
import classes from './Desk.module.css'
import { Faces } from './Faces.tsx'
import type { Then } from './Find.tsx'
import { PeekAside } from './PeekAside.tsx'
import { Queue, type QueueHandle } from './Queue.tsx'
import { leaveAt, whereLeft, type Rect } from './queue-memory.ts'
import { openSelection } from './selection.ts'
import { Soundness } from './Soundness.tsx'
import { useAlarms } from './use-alarms.ts'
import { useAsNow } from './use-as-now.ts'
import { useHeld } from './use-held.ts'
import { useMarks } from './use-marks.ts'
import { usePlace } from './use-place.ts'
import { useQueue, type Row } from './use-queue.ts'

const BulkSheet = lazy(async () => ({ default: (await import('./BulkSheet.tsx')).BulkSheet }))

type Props = {
  filter: CaseFilter
  drop: () => void
  /** What is to be done with the first case as soon as it is there, and who is told that it was. */
  then: Then | null
  done: () => void
}

/** A list whose page nobody has seen yet. */
const likely: Rect = { width: 0, height: 800 }

type Begin = 'reply' | 'note' | 'escalate' | 'promise' | 'why'

/** One view of the queue, with the keys that walk and act on it, and a look at the case under them. */
export function Board({ filter, drop, then, done }: Props) {
  const { cases, rows, see, refused } = useQueue(filter)
  const { data: me } = useQuery(queries.me)
  const client = useQueryClient()
  const router = useRouter()
  const now = useNow()
  const density = useDensity()
  const sight = use(InSight)
  const view = JSON.stringify(filter)
  const [back] = useState(() => whereLeft(view))
  const [selection] = useState(() => openSelection(back?.chosen ?? null))
  const offset = useRef(back?.offset ?? 0)
  const [sheet, setSheet] = useState<{ task: BulkTask; rows: readonly Row[] } | null>(null)
  const [result, tell] = useState('')
  const { shown: kept, waiting, left, hands, show } = useHeld(rows, offset)
  const shown = useAsNow(kept, left)
  const { ids: marks, marked, mark, clear } = useMarks(shown)
  const queue = useRef<QueueHandle>(null)
  useAlarms(rows, now, !cases.isPending)
  const selected = () => shown.find(({ id }) => id === selection.get()) ?? shown[0]
  const withSelected = (act: (id: string) => void) => {
    const row = selected()
    if (row) act(row.id)
  }
  const openTo = (begin: Begin) => withSelected((id) => open(id, begin))
  const setTask = (task: BulkTask) => {
    const row = selected()
    const acted = marked.length > 0 ? marked : row ? [row] : []
    if (acted.length > 0) setSheet({ task, rows: acted })
  }

  const open = useCallback(
    (id: string, begin?: Begin) =>
      void router.navigate({
        to: '/cases/$caseId',
        params: { caseId: id },
        search: begin ? { do: begin } : {},
      }),
    [router],
  )
  usePlace(selection, shown, waiting !== null)
  const rect = useRef(back?.rect ?? likely)
  const measuredAs = useCallback((measured: Rect) => {
    rect.current = measured
  }, [])
  useEffect(() => {
    const comeBack = () => {
      const chosen = whereLeft(view) && selection.get()
      if (chosen && document.activeElement === document.body) queue.current?.focus(chosen)
      return () => leaveAt(view, { chosen: selection.get(), offset: offset.current, rect: rect.current })
    }
    return whileInSight(sight, comeBack)
  }, [view, selection, sight])
  const firstId = shown[0]?.id
  useEffect(() => {
    // The page of a case is fetched before the first is opened.
    if (firstId !== undefined)
      void router.preloadRoute({ to: '/cases/$caseId', params: { caseId: firstId } }).catch(() => undefined)
  }, [router, firstId])

  const step = (by: 1 | -1, isMarking = false) => {
    const from = selection.get()
    const here = shown.findIndex(({ id }) => id === from)
    // From the one that is marked out as chosen, whether or not it has the focus yet.
    const next = shown[Math.min(shown.length - 1, Math.max(0, here + by))]
    if (!next) return
    if (isMarking && from !== null) {
      if (marks.size === 0) mark(from, false)
      mark(next.id, true)
    }
    selection.set(next.id)
    queue.current?.focus(next.id)
  }
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = cases
  const readOn = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [isFetchingNextPage, fetchNextPage])

  const isRead = !cases.isPending
  useEffect(() => (isRead ? afterPaint(noteFirstScreen) : undefined), [isRead])
  useEffect(() => {
    if (then === null || !isRead) return
    done()
    if (firstId === undefined) return
    if (then === 'open') open(firstId)
    else {
      selection.set(firstId)
      queue.current?.focus(firstId)
    }
  }, [then, done, isRead, firstId, open, selection])
  const stepFromRow = (by: 1 | -1) => () =>
    document.activeElement?.hasAttribute('data-row') === true ? step(by) : false
  useKeys({ ArrowDown: stepFromRow(1), ArrowUp: stepFromRow(-1) })

  useCommands(say('On the desk'), [
    { key: 'j', title: say('Down'), act: () => step(1), isMove: true },
    { key: 'k', title: say('Up'), act: () => step(-1), isMove: true },
    { key: 'J', title: say('Mark downwards'), act: () => step(1, true), isMove: true },
    { key: 'K', title: say('Mark upwards'), act: () => step(-1, true), isMove: true },
    { key: 'Enter', title: say('Open the case'), act: () => withSelected(open) },
    { key: 'r', title: say('Reply'), act: () => openTo('reply') },
    { key: 'p', title: say('Promise something'), act: () => openTo('promise') },
    {
      key: 'e',
      title: say('Escalate'),
      act: () => (marked.length > 0 ? setTask('escalate') : openTo('escalate')),
    },
    {
      key: 'n',
      title: say('Write a note'),
      act: () => (marked.length > 0 ? setTask('note') : openTo('note')),
    },
    { key: 'a', title: say('Give to a colleague'), act: () => setTask('assign') },
    { key: 'b', title: say('Let it rest'), act: () => setTask('snooze') },
    { key: 'X', title: say('It is no complaint'), act: () => setTask('set-aside') },
    { key: 'w', title: say('Why it is here'), act: () => openTo('why') },
    { key: 'x', title: say('Mark'), act: () => withSelected((id) => mark(id, false)) },
    ...(marked.length > 0 ? [{ key: 'Escape', title: say('Unmark all'), act: clear, isMove: true }] : []),
    density === 'roomy'
      ? { title: say('Rows of one line'), act: () => chooseDensity('compact') }
      : { title: say('Rows of two lines'), act: () => chooseDensity('roomy') },
  ])

  const isSearch = filter.q !== undefined
  const acted = (said: string) => {
    tell(said)
    setSheet(null)
    clear()
    void client.invalidateQueries({ queryKey: ['cases'], refetchType: 'none' })
    void client.invalidateQueries({ queryKey: ['counts'] })
  }
  return (
    <>
      <div className={classes['list']}>
        <Faces
          cases={cases}
          refused={refused}
          hasMore={cases.data?.pages.at(-1)?.more ?? false}
          isEmpty={shown.length === 0}
          filter={filter}
          drop={drop}
        />
        {shown.length > 0 || !cases.isPending ? (
          <Queue
            ref={queue}
            shown={shown}
            waiting={waiting}
            show={show}
            startAt={back?.offset ?? 0}
            scrolled={(to) => (offset.current = to)}
            rect={back?.rect ?? likely}
            measuredAs={measuredAs}
            hands={hands}
            selection={selection}
            marked={marks}
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
        <Soundness filter={filter} rows={hasNextPage || cases.isPending ? null : shown.length} />
      </div>
      <PeekAside selection={selection} shown={shown} me={me?.handle} open={open} />
      <Suspense>{sheet ? <BulkSheet {...sheet} close={() => setSheet(null)} done={acted} /> : null}</Suspense>
    </>
  )
}
