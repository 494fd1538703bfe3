import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { DueMark } from '#web/marks/DueMark.tsx'
import { kindWords } from '#web/marks/kind-words.ts'
import { SeverityMark } from '#web/marks/SeverityMark.tsx'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { useKeys } from '#web/ui/keys.ts'
import { momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import classes from './ByHand.module.css'

export type WrittenDown = {
  caseId: string
  number: number
  outcome: 'opened' | 'joined'
  /** Whoever said it is still there to be told. */
  isSaid: boolean
  promise: { what: string; giver: string | null; dueAt: Temporal.Instant } | null
}

/**
 * What to say to the person before they go: the number of the case, and what happens by when. And what has become of it, as
 * whoever wrote it down may not be the one who has it.
 */
export function Written({ written, again }: { written: WrittenDown; again: () => void }) {
  const navigate = useNavigate()
  const now = useNow()
  const heading = useRef<HTMLHeadingElement>(null)
  const { caseId, outcome } = written
  const sentence = sentenceFor(written, now)
  const open = () => void navigate({ to: '/cases/$caseId', params: { caseId } })
  useKeys({ o: open, n: again })
  useEffect(() => {
    heading.current?.focus()
    announce(sentence)
    // Said once, when it has been written down.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <section className={classes['written']}>
      <h1 ref={heading} tabIndex={-1}>
        {sentence}
      </h1>
      <p className="supports">
        {outcome === 'opened'
          ? say('It is a case of its own.')
          : say('It has joined the case that was there.')}
      </p>
      <Stands caseId={caseId} />
      <p className={classes['offers']}>
        <Button look="go" keyName="o" onClick={open}>
          {say('Open the case')}
        </Button>
        <Button keyName="n" onClick={again}>
          {say('Write down another')}
        </Button>
      </p>
    </section>
  )
}

/** How bad it is taken for, by when something is owed, and who has it. */
function Stands({ caseId }: { caseId: string }) {
  const { data: me } = useQuery(queries.me)
  const { data: kase } = useQuery(queries.case(caseId))
  // Read out when it is there.
  return (
    <output className={classes['stands']}>
      {kase ? (
        <>
          <SeverityMark severity={kase.severity} />
          {kase.nextDueAt && kase.nextDue ? (
            <span className="line">
              <DueMark dueAt={kase.nextDueAt} setAt={kase.nextDue.setAt} near={kase.nextDue.near} />
              <span className="waits">{kindWords(kase.nextDue.kind)}</span>
            </span>
          ) : null}
          <span>
            {kase.owner.id === me?.handle
              ? say('You have it.')
              : say('{owner} has it.', { owner: kase.owner.name })}
          </span>
        </>
      ) : null}
    </output>
  )
}

function sentenceFor({ number, promise, isSaid }: WrittenDown, now: Temporal.Instant): string {
  const kase = String(number)
  if (!promise) return isSaid ? say('Case {kase}. Say the number.', { kase }) : say('Case {kase}.', { kase })
  const time = momentWords(promise.dueAt, now)
  const { what, giver } = promise
  if (what === say('Call back'))
    return giver === null
      ? say('Case {kase}. You call back by {time}. Say so.', { kase, time })
      : say('Case {kase}. {giver} calls back by {time}. Say so.', { kase, giver, time })
  return giver === null
    ? say('Case {kase}. By {time} you do this: {what}. Say so.', { kase, time, what })
    : say('Case {kase}. By {time} {giver} does this: {what}. Say so.', { kase, time, giver, what })
}
