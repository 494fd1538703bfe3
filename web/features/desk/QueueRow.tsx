import { memo, type MouseEvent } from 'react'
import { ChannelMark, ReadersMark } from '#web/marks/ChannelMark.tsx'
import { DueMark } from '#web/marks/DueMark.tsx'
import { kindWords } from '#web/marks/kind-words.ts'
import { firstName, nextStep } from '#web/marks/next-step.ts'
import { FailuresMark, RungMark } from '#web/marks/RungMark.tsx'
import { SeverityMark } from '#web/marks/SeverityMark.tsx'
import { TurnMark } from '#web/marks/TurnMark.tsx'
import { momentWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import { Marked } from './Marked.tsx'
import classes from './Queue.module.css'
import { useIsSelected, type Selection } from './selection.ts'
import type { ShownRow } from './as-now.ts'

type Props = {
  row: ShownRow
  selection: Selection
  isMarked: boolean
  areSomeMarked: boolean
  mark: (id: string, isRange: boolean) => void
  open: (id: string) => void
  me: string | undefined
  ladder: readonly { id: string }[]
}

/**
 * One case in the queue: how bad, who, what happened, what next and whose turn, by when. Drawn anew only when something
 * of it has changed, so that the keys stay ahead of the eye.
 */
export const QueueRow = memo(function QueueRow(props: Props) {
  const { row, selection, isMarked, areSomeMarked, mark, open, me, ladder } = props
  const isSelected = useIsSelected(selection, row.id)
  const name = row.person?.name ?? say('Erased person')
  const press = (event: MouseEvent) => {
    if (event.button !== 0 || event.altKey) return
    event.preventDefault()
    if (event.shiftKey || event.metaKey || event.ctrlKey) mark(row.id, event.shiftKey)
    else open(row.id)
  }
  return (
    <>
      <input
        type="checkbox"
        tabIndex={-1}
        className={classes['mark']}
        data-stays={areSomeMarked}
        aria-label={say('Mark {name}, case {number}', { name, number: String(row.number) })}
        checked={isMarked}
        onChange={() => mark(row.id, false)}
      />
      <a
        href={`/cases/${row.id}`}
        className={classes['row']}
        data-row={row.id}
        data-selected={isSelected}
        data-marked={isMarked}
        onFocus={() => selection.set(row.id)}
        onClick={press}
      >
        <span className={classes['severity']}>
          <SeverityMark severity={row.severity} />
        </span>
        <span className={classes['who']}>
          <b className="clip">
            <Marked text={name} found={row.found} where="name" />
          </b>
          <span className="line supports">
            {row.isPublic ? <ReadersMark isPublic /> : <ChannelMark channel={row.channel} />}
            <FoundBy row={row} />
            <span className="clip">
              <Marked text={row.subject || say('No subject')} found={row.found} where="subject" />
            </span>
          </span>
        </span>
        <History row={row} ladder={ladder} />
        <span className={classes['next']}>
          <span className="clip medium">{leftWords(row, me) ?? nextStep(row, me)}</span>
          <span className={classes['turn']}>
            {row.state === 'open' ? (
              <TurnMark
                turn={row.turn}
                owner={row.owner}
                me={me}
                asked={row.meanwhile ? null : row.offeredTo}
              />
            ) : (
              row.owner.name
            )}
          </span>
        </span>
        <Due row={row} />
        <Excerpt row={row} />
      </a>
    </>
  )
})

/** What became of a case that the view holds no more, where its next step does not say so. */
function leftWords({ left, owner }: ShownRow, me: string | undefined): string | null {
  if (left === 'resting') return say('It rests')
  if (left !== 'given') return null
  return owner.id === me ? say('Given to you') : say('Given to {name}', { name: firstName(owner.name) })
}

/** The number or the address that was looked for: the row shows neither by itself. */
function FoundBy({ row: { found, number } }: Pick<Props, 'row'>) {
  const [shown] = found
  if (shown?.where === 'number')
    return (
      <span>
        #<Marked text={String(number)} found={found} where="number" />
      </span>
    )
  if (shown?.where !== 'address') return null
  return (
    <span className="clip">
      <Marked text="" found={found} where="address" />
    </span>
  )
}

function History({ row, ladder }: Pick<Props, 'row' | 'ladder'>) {
  return (
    <span className={classes['history']}>
      <RungMark rung={row.rung} ladder={ladder} />
      {row.failures === 0 ? (
        <span className="small waits">{say('First contact')}</span>
      ) : (
        <FailuresMark failures={row.failures} />
      )}
    </span>
  )
}

function Due({ row: { nextDueAt, nextDue, snoozedUntil, state } }: Pick<Props, 'row'>) {
  if (!nextDueAt || !nextDue)
    return (
      <span className={classes['due']}>
        <span className="waits">
          {state === 'closed' ? say('Closed') : state === 'merged' ? say('Merged') : say('No date owed')}
        </span>
      </span>
    )
  return (
    <span className={classes['due']}>
      <DueMark dueAt={nextDueAt} setAt={nextDue.setAt} near={nextDue.near} />
      <span className="small waits clip">
        {snoozedUntil === null ? kindWords(nextDue.kind) : <Rest until={snoozedUntil} />}
      </span>
    </span>
  )
}

const Rest = ({ until }: { until: string }) =>
  say('rests until {moment}', {
    moment: momentWords(Temporal.Instant.from(until), Temporal.Now.instant()),
  })

/** What was said or asked for, where it stands in a message or an address that the row does not show. */
function Excerpt({ row: { found } }: Pick<Props, 'row'>) {
  const shown = found.find(({ where }) => where === 'message')
  if (!shown) return null
  return (
    <span className={`${classes['excerpt']} clip small supports`}>
      <Marked text="" found={found} where="message" />
    </span>
  )
}
