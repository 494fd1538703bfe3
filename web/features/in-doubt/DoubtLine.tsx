import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { listDoubts } from '#contract/keeping.ts'
import { Button } from '#web/ui/Button.tsx'
import { Line } from '#web/ui/Line.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Note } from '#web/ui/Note.tsx'
import { exactWords, momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Decision } from '#web/use-decisions.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { fateWords, type Fate } from './fate.ts'
import classes from './InDoubt.module.css'

/** A reply of which nobody knows whether it arrived. */
export type Doubt = z.output<typeof listDoubts.output>['doubts'][number]

type Props = {
  doubt: Doubt
  isChosen: boolean
  choose: (id: string) => void
  decision: Decision<Fate> | undefined
  isGone: boolean
  /** Whether it was said once that it arrived, and is to be said again. */
  isAsked: boolean
  decide: (fate: Fate) => void
}

/** One reply in doubt: to whom, of which case, what it says, why nobody knows, and until when somebody has to. */
export function DoubtLine({ doubt, isChosen, choose, decision, isGone, isAsked, decide }: Props) {
  const { messageId, caseId, number, subject, person, address, owner, because, body } = doubt
  const isBusy = decision?.state === 'busy'
  const isOver = isGone || decision?.state === 'done'
  return (
    <Line
      id={messageId}
      isChosen={isChosen}
      choose={choose}
      acts={
        isOver ? null : (
          <>
            <Button busy={isBusy} onClick={() => decide('sent-again')} {...(isChosen && { keyName: 'S' })}>
              {say('Send again')}
            </Button>
            <Button busy={isBusy} onClick={() => decide('arrived')} {...(isChosen && { keyName: 'A' })}>
              {isAsked ? say('Yes, somebody made sure') : say('It arrived')}
            </Button>
          </>
        )
      }
      below={
        <>
          {isAsked && !isOver ? (
            <Note tone="warn">
              {say(
                'Has somebody made sure that it arrived? It cannot be taken back. Say it again, or send it again.',
              )}
            </Note>
          ) : null}
          <Outcome decision={decision} isGone={isGone} />
        </>
      }
    >
      <Link className={classes['main']} data-main to="/cases/$caseId" params={{ caseId }}>
        <span className={classes['who']}>
          <b className="clip">{person ?? address ?? say('Erased person')}</b>
          {address && person ? <span className="clip waits">{address}</span> : null}
          <Until doubt={doubt} />
        </span>
        <span className="clip supports">
          {say('Case {number}', { number: String(number) })} · {subject || say('No subject')}
        </span>
        <span className={classes['says']}>{body || say('Its words were erased.')}</span>
        <span className={classes['because']}>
          {because ? <span>{heard(because)}</span> : null}
          <span>{say('{owner} answers for it', { owner: owner.name })}</span>
        </span>
      </Link>
    </Line>
  )
}

function Until({ doubt: { dueAt } }: { doubt: Doubt }) {
  const now = useNow()
  if (dueAt === null) return null
  const due = Temporal.Instant.from(dueAt)
  const isLate = Temporal.Instant.compare(due, now) < 0
  const when = momentWords(due, now)
  return (
    <time className={classes['until']} data-late={isLate} dateTime={dueAt} title={exactWords(due)}>
      <Mark name="clock" />
      {isLate ? say('Late: find out was due {when}', { when }) : say('Find out by {when}', { when })}
    </time>
  )
}

function Outcome({ decision, isGone }: { decision: Decision<Fate> | undefined; isGone: boolean }) {
  if (decision?.state === 'failed') return <Note tone="danger">{decision.sentence}</Note>
  const words =
    decision?.state === 'done' ? fateWords(decision.became) : isGone ? say('It is in doubt no longer.') : null
  if (words === null) return null
  return (
    <p className="line">
      <Mark name="check" />
      {words}
    </p>
  )
}
