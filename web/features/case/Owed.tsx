import type { z } from 'zod'
import type { CaseView, DeadlineView } from '#contract/case-view.ts'
import { keepPromise } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { kindWords } from '#web/marks/kind-words.ts'
import { owedNow, whatOf } from '#web/marks/owed-now.ts'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './Owed.module.css'
import { useCommand } from './tasks/use-command.ts'

type Deadline = z.output<typeof DeadlineView>

/** Every date that runs or rests, or went by and is still owed, and below, quietly, what became of the last ones. */
export function Owed({ kase }: { kase: z.output<typeof CaseView> }) {
  const running = owedNow(kase.deadlines)
  const paused = kase.deadlines.filter(({ state }) => state === 'paused')
  const ended = kase.deadlines.filter(
    ({ state, isStillOwed }) => (state === 'met' || state === 'missed') && !isStillOwed,
  )
  const keep = useCommand(kase.id, (input: { promiseId: string }, key) => ask(keepPromise, { ...input, key }))
  return (
    <section aria-labelledby="owed-title">
      <h2 className="title" id="owed-title">
        {say('Owed now')}
      </h2>
      {running.length + paused.length === 0 ? <p className="supports">{say('Nothing is owed.')}</p> : null}
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
            {deadline.kind === 'promise' && deadline.state === 'running' ? (
              <Button busy={keep.isPending} onClick={() => keep.mutate({ promiseId: deadline.id })}>
                {say('Kept')}
              </Button>
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
