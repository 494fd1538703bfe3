import { useState } from 'react'
import type { z } from 'zod'
import type { CaseView, DeadlineView } from '#contract/case-view.ts'
import { keepPromise } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { kindWords } from '#web/marks/kind-words.ts'
import { owedNow, whatOf } from '#web/marks/owed-now.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { hereZone } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './Owed.module.css'

type Deadline = z.output<typeof DeadlineView>

/** Every date that runs or rests, or went by and is still owed, and below, quietly, what became of the last ones. */
export function Owed({ kase }: { kase: z.output<typeof CaseView> }) {
  const running = owedNow(kase.deadlines)
  const paused = kase.deadlines.filter(({ state }) => state === 'paused')
  const ended = kase.deadlines.filter(
    ({ state, isStillOwed }) => (state === 'met' || state === 'missed') && !isStillOwed,
  )
  const keep = useCaseCommand(kase.id, (input: { promiseId: string }, key) =>
    ask(keepPromise, { ...input, key }),
  )
  const promised = running.find(isKeepable)
  const [asked, askWhether] = useState<string | null>(null)
  // Nothing takes it back, and the key goes on to the next promise: one press must not write down that it is done.
  const sayKept = (deadline: Deadline) => {
    if (keep.isPending) return
    if (asked !== deadline.id) return askWhether(deadline.id)
    askWhether(null)
    keep.mutate({ promiseId: deadline.id })
  }
  useCommands(
    say('On the case'),
    promised
      ? [
          {
            key: 'P',
            title: say('The promise was kept'),
            act: () => sayKept(promised),
          },
        ]
      : [],
  )
  return (
    <section aria-labelledby="owed-title">
      <h2 className="title" id="owed-title">
        {say('Owed now')}
      </h2>
      {running.length + paused.length === 0 ? <p className="supports">{say('No date is due.')}</p> : null}
      <ul className={`card ${classes['list']}`} hidden={running.length + paused.length === 0}>
        {running.map((deadline) => (
          <li key={deadline.id}>
            <span className={classes['what']}>{deadline.what}</span>
            <DueMark dueAt={deadline.dueAt} setAt={deadline.setAt} near={deadline.near} />
            <span className={classes['more']}>
              {deadline.isStillOwed ? (
                <>
                  {say('It was due')} <Moment at={deadline.dueAt} />
                </>
              ) : deadline.promise ? (
                <>
                  {say('Promised by {name},', { name: deadline.promise.giver.name })}{' '}
                  <Moment at={deadline.setAt} />
                </>
              ) : (
                <>
                  {say('Set')} <Moment at={deadline.setAt} />
                </>
              )}
            </span>
            {isKeepable(deadline) ? (
              <Button
                busy={keep.isPending}
                onClick={() => sayKept(deadline)}
                {...(deadline.id === promised?.id && { keyName: 'shift+P' })}
              >
                {asked === deadline.id ? say('Yes, it is done') : say('Kept')}
              </Button>
            ) : null}
            {asked === deadline.id ? (
              <output className={classes['more']}>
                {isForAnotherDay(deadline) ? (
                  <>
                    {say('It is promised for another day:')} <Moment at={deadline.dueAt} />.{' '}
                  </>
                ) : null}
                {say('Was it done already? That cannot be taken back.')}
              </output>
            ) : null}
          </li>
        ))}
        {paused.map((deadline) => (
          <li key={deadline.id}>
            <span className={classes['what']}>{whatOf(deadline)}</span>
            <span className={classes['paused']}>
              <Mark name="paused" /> {say('paused')}
            </span>
            <span className={classes['more']}>{say('Runs again when the customer answers')}</span>
          </li>
        ))}
      </ul>
      {keep.error ? <Note tone="danger">{sentenceOf(keep.error)}</Note> : null}
      {ended.length > 0 ? (
        <ul className={classes['ended']}>
          {ended.map((deadline) => (
            <Ended key={deadline.id} deadline={deadline} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** Whether it is due on a later day, and not just after midnight. */
function isForAnotherDay({ dueAt }: Deadline): boolean {
  const due = Temporal.Instant.from(dueAt).toZonedDateTimeISO(hereZone())
  const now = Temporal.Now.zonedDateTimeISO(hereZone())
  const isLater = Temporal.PlainDate.compare(due.toPlainDate(), now.toPlainDate()) > 0
  return isLater && now.until(due).total('hours') > 12
}

const isKeepable = ({ kind, state }: Deadline) => kind === 'promise' && state === 'running'

function Ended({ deadline }: { deadline: Deadline }) {
  const isKept = deadline.state === 'met'
  return (
    <li data-kept={isKept}>
      <Mark name={isKept ? 'check' : 'cross'} />
      <span className="clip">{deadline.promise?.what || kindWords(deadline.kind)}</span>
      <span>
        {isKept ? say('kept') : say('not kept')} {deadline.endedAt ? <Moment at={deadline.endedAt} /> : null}
      </span>
    </li>
  )
}
