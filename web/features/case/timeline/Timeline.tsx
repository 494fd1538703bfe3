import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { queries } from '#web/queries.ts'
import { useCommands } from '#web/ui/commands.ts'
import { Key } from '#web/ui/Key.tsx'
import { useKeys } from '#web/ui/keys.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { usePrinting } from '#web/ui/use-printing.ts'
import { say } from '#web/words/say.ts'
import { EventLine } from './EventLine.tsx'
import { lineOfEvent } from './line-of-event.ts'
import { MessageCard } from './MessageCard.tsx'
import { namesFor } from './names.ts'
import { Original } from './Original.tsx'
import { usePrintedWhole } from '../print-whole.ts'
import { stepThrough } from '../step-through.ts'
import classes from './Timeline.module.css'
import { timelineOf, type Line } from './timeline-of.ts'
import { useEarlier } from './use-earlier.ts'
import { useFocusOnEntry, useNamedEvent } from './use-meant-entry.ts'
import { useLastInSight } from './use-last-in-sight.ts'
import { useKeptPlace, useReachingTop } from './use-reaching-top.ts'

type View = z.output<typeof CaseView>
type Message = View['messages'][number]
type Props = {
  kase: View
  me: { handle: string; name: string; role: string } | undefined
  takeBack: (messageId: string) => Promise<void>
}

/** Everything that was said and done, oldest first, the newest in sight. */
export function Timeline({ kase: newest, me, takeBack }: Props) {
  const now = useNow()
  const isPrinting = usePrinting()
  const list = useLastInSight()
  const { whole: kase, hasEarlier, unread, more, all } = useEarlier(newest, useKeptPlace(list))
  const { data } = useQuery(queries.everybody)
  const members = data?.members ?? []
  const [isWhole, showWhole] = useState(false)
  const [original, showOriginal] = useState<Message | null>(null)
  const names = namesFor({ kase, members, me: isPrinting ? undefined : me?.handle, now })
  const { events } = kase
  const lines = timelineOf(kase)
  const named = useNamedEvent()
  const oldest = oldestOf(kase.id, events) ?? kase.seq + 1
  const meant =
    named === null || oldest > named ? undefined : lineOfEvent(lines, events, { caseId: kase.id, seq: named })
  const shown =
    isWhole || isPrinting
      ? lines
      : lines.filter((line) => line.kind === 'message' || !line.isQuiet || line === meant)
  const hidden = lines.length - shown.length
  useFocusOnEntry(list, meant?.key ?? null)
  useReachingTop(list, () => void more())
  usePrintedWhole(hasEarlier, all)
  const isMissing = named !== null && named < oldest && hasEarlier && unread === null
  useEffect(() => {
    if (isMissing) void more()
    // Page by page, until what the address names is there.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once for each page
  }, [isMissing, oldest])
  const goEarlier = () => {
    list.current?.querySelector('ol')?.scrollIntoView({ block: 'start' })
    return more()
  }
  useCommands(
    say('On the case'),
    hasEarlier ? [{ key: 'K', title: say('What was said earlier'), act: goEarlier, isMove: true }] : [],
  )
  const step = (by: 1 | -1) => (event: KeyboardEvent) => {
    const isMine = stepThrough(list.current, by, event)
    if (isMine && by === -1 && isAtFirst(list.current)) void more()
    return isMine
  }
  useKeys({
    o: () => {
      const id = focusedMessage(list.current)
      const withOriginal = kase.messages.filter(({ itemId }) => itemId !== null)
      const message = kase.messages.find((one) => one.id === id) ?? withOriginal.toSorted(byTime).at(-1)
      if (message?.itemId) showOriginal(message)
    },
    ArrowDown: step(1),
    ArrowUp: step(-1),
    j: step(1),
    k: step(-1),
  })
  // Whoever wrote a reply takes it back, or a lead does.
  const mayTakeBack = ({ from }: Message) =>
    me !== undefined && (from.name === me.name || me.role !== 'agent')
  const told = { kase, names, members, showOriginal, takeBack, mayTakeBack }
  return (
    <section
      id="timeline"
      className={classes['scroll']}
      ref={list}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
      tabIndex={0}
      aria-label={say('Timeline')}
    >
      <h2 className={`title ${classes['printed']}`}>{say('What was said')}</h2>
      {isPrinting && hasEarlier ? (
        <p>{say('What came before this is not printed: print the case from its menu to have all of it.')}</p>
      ) : null}
      <p className={classes['above']}>
        {hasEarlier ? (
          <button type="button" className="link" onClick={() => void more()}>
            {say('Earlier')} <Key name="shift+K" />
          </button>
        ) : null}
        {unread === null ? null : <span role="alert">{unread}</span>}
        {hidden > 0 || isWhole ? (
          <button type="button" className="link" aria-pressed={isWhole} onClick={() => showWhole(!isWhole)}>
            {isWhole
              ? say('Hide what clocks and policy did')
              : say('{count} more by clocks and policy', { count: hidden })}
          </button>
        ) : null}
      </p>
      <ol className={classes['lines']}>
        {shown.map((line) => (
          <li
            key={line.key}
            data-kind={line.kind}
            data-meant={line === meant}
            tabIndex={line === meant ? -1 : undefined}
          >
            <span className={classes['time']}>
              <Moment at={line.at} />
            </span>
            <Told line={line} {...told} />
          </li>
        ))}
      </ol>
      {original ? <Original message={original} close={() => showOriginal(null)} /> : null}
    </section>
  )
}

/** Whether the focus has come to the first message that is told. */
const isAtFirst = (list: HTMLElement | null) =>
  list?.querySelector('[data-message]')?.contains(document.activeElement) ?? false

/** The oldest event of the case itself that is there. */
const oldestOf = (caseId: string, events: View['events']) =>
  events.findLast((event) => event.caseId === caseId)?.seq

const byTime = (a: Message, b: Message) =>
  Temporal.Instant.compare(Temporal.Instant.from(a.at), Temporal.Instant.from(b.at))

const focusedMessage = (list: HTMLElement | null) => {
  const focused = list?.querySelector<HTMLElement>('[data-message]:is(:focus, :focus-within)')
  return focused?.dataset['message']
}

type ToldProps = {
  line: Line
  kase: View
  names: ReturnType<typeof namesFor>
  members: readonly { id: string; name: string }[]
  showOriginal: (message: Message) => void
  takeBack: (messageId: string) => Promise<void>
  mayTakeBack: (message: Message) => boolean
}

function Told({ line, kase, names, members, showOriginal, takeBack, mayTakeBack }: ToldProps) {
  if (line.kind === 'event') return <EventLine event={line.event} failure={line.failure} names={names} />
  const { message } = line
  return (
    <MessageCard
      message={message}
      caseId={kase.id}
      subject={kase.subject}
      members={members}
      person={{ name: kase.person?.name ?? '', zone: kase.aboutPerson?.zone ?? null }}
      cameTo={kase.tookOver.find(({ id }) => id === message.caseId)?.number}
      showOriginal={showOriginal}
      takeBack={mayTakeBack(message) ? takeBack : undefined}
    />
  )
}
