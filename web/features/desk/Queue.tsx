import { useMediaQuery } from '@mantine/hooks'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useQuery } from '@tanstack/react-query'
import {
  lazy,
  Suspense,
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  type HTMLAttributes,
  type Ref,
} from 'react'
import { queries } from '#web/queries.ts'
import { useDensity } from '#web/ui/density.ts'
import { numberWords } from '#web/ui/number-words.ts'
import { untilLoaded } from '#web/ui/until-loaded.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import type { ShownRow } from './as-now.ts'
import type { Waiting } from './hold-still.ts'
import { queueLines, type QueueLine } from './queue-lines.ts'
import type { Rect } from './queue-memory.ts'
import classes from './Queue.module.css'
import { QueueRow } from './QueueRow.tsx'
import type { Selection } from './selection.ts'

const LateDangers = lazy(async () => ({
  default: (await untilLoaded(() => import('./LateDangers.tsx'))).LateDangers,
}))

const headHeight = 31
const heights = { roomy: 53, compact: 37, phone: 124 } as const
const excerptHeight = 20
/** How many lines before its end a queue reads on. */
const readAhead = 20

/** What can be done to the list from outside: to bring a case into sight and put the focus on it. */
export type QueueHandle = { focus(id: string): void }

type Props = {
  ref: Ref<QueueHandle>
  shown: readonly ShownRow[]
  waiting: Waiting | null
  show: () => void
  /** How far it is scrolled at first, and who hears how far it is now. */
  startAt: number
  scrolled: (offset: number) => void
  /** How large it is likely to be; and who is told how large it is. */
  rect: Rect
  measuredAs: (rect: Rect) => void
  hands: HTMLAttributes<HTMLElement>
  selection: Selection
  marked: ReadonlySet<string>
  mark: (id: string, isRange: boolean) => void
  open: (id: string) => void
  me: string | undefined
  isSearch: boolean
  hasMore: boolean
  readOn: () => void
  see: (ids: ReadonlySet<string>) => void
}

/** Cases in groups of time, of which only those in sight are drawn. Nothing moves under a hand: changes wait. */
export function Queue(props: Props) {
  const { ref, shown, waiting, show, hands, selection, marked, me, isSearch, hasMore, readOn, see } = props
  const now = useNow()
  const density = useDensity()
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  const { data: policy } = useQuery(queries.policy)
  const scroll = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => queueLines(shown, now, { isSearch, hasMore }), [shown, now, isSearch, hasMore])
  const places = useMemo(() => new Map(lines.map(({ id }, place) => [id, place])), [lines])
  const heads = useMemo(() => lines.flatMap(({ is }, place) => (is === 'head' ? [place] : [])), [lines])
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (place) => heightOf(lines[place], isPhone ? 'phone' : density),
    getItemKey: (place) => lines[place]?.id ?? place,
    // At first only what is in sight, so that the first frame comes soon.
    overscan: useDeferredValue(4, 0),
    scrollPaddingStart: headHeight,
    initialRect: props.rect,
    initialOffset: props.startAt,
    // Heads are always there, each over its group, and the selected case keeps its place in the page and the focus.
    rangeExtractor: (range) => {
      const selected = places.get(selection.get() ?? '')
      return withPlaces(range, selected === undefined ? heads : [...heads, selected])
    },
    useFlushSync: false,
  })
  const size = isPhone ? 'phone' : density
  const measured = useRef(size)
  useLayoutEffect(() => {
    if (measured.current !== size) virtual.measure()
    measured.current = size
  }, [virtual, size])

  const wanted = useRef<string | null>(null)
  useImperativeHandle(ref, () => ({
    focus(id) {
      wanted.current = id
      settle()
    },
  }))
  function settle() {
    const id = wanted.current
    const place = id === null ? undefined : places.get(id)
    if (id === null || place === undefined) return
    const link = scroll.current?.querySelector<HTMLElement>(`a[data-row="${id}"]`)
    if (link) {
      wanted.current = null
      link.focus({ preventScroll: true })
    }
    // One that is not drawn is drawn by coming into sight, and gets the focus then.
    bringIntoSight(virtual.measurementsCache[place])
  }
  useLayoutEffect(settle)
  /** From what is known of the list already: to ask the page how it lies would make it lay itself out between two keys. */
  function bringIntoSight(line: { start: number; end: number } | undefined) {
    const { current } = scroll
    const offset = virtual.scrollOffset ?? 0
    const height = virtual.scrollRect?.height ?? 0
    if (!line || !current || height === 0) return
    if (line.start < offset + headHeight) current.scrollTop = line.start - headHeight
    else if (line.end > offset + height) current.scrollTop = line.end - height
  }

  const drawn = virtual.getVirtualItems()
  /** Where the group of this head ends. */
  const reach = (head: number) => {
    const next = heads[heads.indexOf(head) + 1]
    return next === undefined ? virtual.getTotalSize() : (virtual.measurementsCache[next]?.start ?? 0)
  }
  const last = virtual.range?.endIndex ?? 0
  useEffect(() => {
    if (hasMore && last >= lines.length - readAhead) readOn()
  }, [hasMore, last, lines.length, readOn])
  const { scrollRect } = virtual
  const { measuredAs } = props
  useEffect(() => {
    if (scrollRect && scrollRect.height > 0) measuredAs(scrollRect)
  }, [scrollRect, measuredAs])
  const first = virtual.range?.startIndex ?? 0
  useEffect(() => {
    see(new Set(lines.slice(first, last + 1).flatMap((line) => (line.is === 'row' ? [line.id] : []))))
  }, [see, lines, first, last])

  return (
    <div
      className={classes['scroll']}
      ref={scroll}
      data-density={size}
      {...hands}
      onScroll={(event) => {
        props.scrolled(event.currentTarget.scrollTop)
        hands.onScroll?.(event)
      }}
    >
      {waiting ? (
        <button
          type="button"
          className={classes['waiting']}
          onClick={() => {
            show()
            virtual.scrollToOffset(0)
          }}
        >
          {waiting.added > 0
            ? say('{count, plural, one {# new, show} other {# new, show}}', { count: waiting.added })
            : say('The order has changed, show')}
        </button>
      ) : null}
      <ul className={classes['lines']} style={{ height: virtual.getTotalSize() }} aria-label={say('Cases')}>
        {drawn.map(({ index, key, start, size: height }) => {
          const line = lines[index]
          if (!line) return null
          if (line.is === 'head')
            return (
              <li key={key} className={classes['over']} style={{ top: start, height: reach(index) - start }}>
                <h2 className={classes['group']} data-late={line.isLate}>
                  {line.title}
                  <span>{countWords(line)}</span>
                  <Suspense>{line.dangers > 0 ? <LateDangers count={line.dangers} /> : null}</Suspense>
                </h2>
              </li>
            )
          return (
            <li
              key={key}
              data-index={index}
              ref={isPhone ? virtual.measureElement : undefined}
              className={classes['line']}
              style={{ transform: `translateY(${start}px)`, ...(!isPhone && { height }) }}
            >
              <QueueRow
                row={line.row}
                selection={selection}
                isMarked={marked.has(line.id)}
                areSomeMarked={marked.size > 0}
                mark={props.mark}
                open={props.open}
                me={me}
                ladder={policy?.ladder ?? none}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const none: readonly { id: string }[] = []

function heightOf(line: QueueLine<ShownRow> | undefined, size: keyof typeof heights): number {
  if (!line || line.is === 'head') return headHeight
  return heights[size] + (line.row.found.some(({ where }) => where === 'message') ? excerptHeight : 0)
}

const withPlaces = (range: Range, more: readonly number[]): number[] =>
  [...new Set([...more, ...defaultRangeExtractor(range)])].toSorted((a, b) => a - b)

function countWords({ count, isOpenEnded }: Extract<QueueLine<ShownRow>, { is: 'head' }>): string {
  const written = numberWords(count)
  return isOpenEnded ? say('{count} and more', { count: written }) : written
}
