import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { CaseRow } from '#contract/case-view.ts'
import { ChannelMark, ReadersMark } from '#web/marks/ChannelMark.tsx'
import { DueMark } from '#web/marks/DueMark.tsx'
import { kindWords } from '#web/marks/kind-words.ts'
import { nextStep } from '#web/marks/next-step.ts'
import { FailuresMark, RungMark } from '#web/marks/RungMark.tsx'
import { SeverityMark } from '#web/marks/SeverityMark.tsx'
import { TurnMark } from '#web/marks/TurnMark.tsx'
import classes from './Queue.module.css'

type Props = {
  row: z.output<typeof CaseRow>
  isSelected: boolean
  choose: (id: string) => void
  me: string | undefined
  ladder: readonly { id: string }[]
}

/** One case in the queue: how bad, who, what happened, what next and whose turn, by when. */
export function QueueRow({ row, isSelected, choose, me, ladder }: Props) {
  return (
    <li>
      <Link
        to="/cases/$caseId"
        params={{ caseId: row.id }}
        className={classes['row']}
        data-row={row.id}
        data-selected={isSelected}
        onFocus={() => choose(row.id)}
      >
        <span className={classes['severity']}>
          <SeverityMark severity={row.severity} />
        </span>
        <span className={classes['who']}>
          <b className="clip">{row.person?.name ?? 'Erased person'}</b>
          <span className="line supports">
            {row.isPublic ? <ReadersMark isPublic /> : <ChannelMark channel={row.channel} />}
            <span className="clip">{row.subject || 'No subject'}</span>
          </span>
        </span>
        <span className={classes['history']}>
          <RungMark rung={row.rung} ladder={ladder} />
          <FailuresMark failures={row.failures} />
        </span>
        <span className={classes['next']}>
          <span className="clip medium">{nextStep(row, me)}</span>
          <span className={classes['turn']}>
            {row.state === 'open' ? <TurnMark turn={row.turn} owner={row.owner} me={me} /> : row.owner.name}
          </span>
        </span>
        <span className={classes['due']}>
          {row.nextDueAt && row.nextDue ? (
            <>
              <DueMark dueAt={row.nextDueAt} setAt={row.nextDue.setAt} near={row.nextDue.near} />
              <span className="small waits">{kindWords(row.nextDue.kind)}</span>
            </>
          ) : (
            <span className="waits">{row.state}</span>
          )}
        </span>
      </Link>
    </li>
  )
}
