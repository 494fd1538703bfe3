import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { DueMark } from '#web/marks/DueMark.tsx'
import { firstName, nextStep } from '#web/marks/next-step.ts'
import { owedNow } from '#web/marks/owed-now.ts'
import { RungMark } from '#web/marks/RungMark.tsx'
import { SeverityMark } from '#web/marks/SeverityMark.tsx'
import { TurnMark } from '#web/marks/TurnMark.tsx'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Key } from '#web/ui/Key.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { momentWords } from '#web/ui/time-words.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './Peek.module.css'
import type { Row } from './use-queue.ts'

type Props = { row: Row; me: string | undefined; open: (id: string, begin?: 'reply') => void }

/** The case under the keys, without leaving the queue. */
export function Peek({ row, me, open }: Props) {
  const { data: policy } = useQuery(queries.policy)
  const isOffered = row.offeredTo !== null && row.offeredTo.id === me
  const restingOn = useRested(row.id)
  const { data: kase } = useQuery({ ...queries.case(restingOn), enabled: restingOn === row.id })
  return (
    <>
      <header>
        <p className={classes['first']}>
          <SeverityMark severity={row.severity} />
          <span className="waits">{say('Case {number}', { number: String(row.number) })}</span>
          <RungMark rung={row.rung} ladder={policy?.ladder ?? []} />
        </p>
        <h2>{row.person?.name ?? say('Erased person')}</h2>
        <p className="supports">{row.subject || say('No subject')}</p>
      </header>
      <section className={`card ${classes['next']}`} aria-label={say('What next')}>
        <p className={classes['turn']}>
          <TurnMark turn={row.turn} owner={row.owner} me={me} asked={row.meanwhile ? null : row.offeredTo} />
          {row.nextDueAt && row.nextDue ? (
            <DueMark dueAt={row.nextDueAt} setAt={row.nextDue.setAt} near={row.nextDue.near} />
          ) : null}
        </p>
        <p className={classes['step']}>{nextStep(row, me)}</p>
        {row.snoozedUntil === null ? null : (
          <p className="supports">
            {say('It rests until {moment}.', {
              moment: momentWords(Temporal.Instant.from(row.snoozedUntil), Temporal.Now.instant()),
            })}
          </p>
        )}
        <p className={classes['acts']}>
          <Button look={isOffered ? 'plain' : 'go'} keyName="R" onClick={() => open(row.id, 'reply')}>
            {say('Reply')}
          </Button>
          <Button look={isOffered ? 'go' : 'plain'} keyName="Enter" onClick={() => open(row.id)}>
            {say('Open it')}
          </Button>
        </p>
      </section>
      {kase?.id === row.id ? <Inside kase={kase} /> : null}
      <p className={classes['keys']} aria-hidden="true">
        <span>
          <Key name="R" /> {say('reply')}
        </span>
        <span>
          <Key name="P" /> {say('promise')}
        </span>
        <span>
          <Key name="E" /> {say('escalate')}
        </span>
        <span>
          <Key name="B" /> {say('let rest')}
        </span>
      </p>
    </>
  )
}

function Inside({ kase }: { kase: z.output<typeof CaseView> }) {
  const last = kase.messages
    .filter(({ direction }) => direction === 'in')
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]
  const said = last?.parts.filter(({ kind }) => kind === 'said').map(({ text }) => text) ?? []
  const reasons = [
    ...new Set(kase.duties.why.flatMap(({ because }) => (because === null ? [] : heard(because)))),
  ]
  return (
    <>
      {last ? (
        <section>
          <h3 className="title">
            {kase.person
              ? say('What {name} wrote or said last', { name: firstName(kase.person.name) })
              : say('What was written or said last')}
          </h3>
          <p className={`voice ${classes['words']}`}>{said.join('\n').trim() || last.body}</p>
          <p className="small waits">
            {channelWord(last.channel)}, <Moment at={last.at} />
          </p>
        </section>
      ) : null}
      <section>
        <h3 className="title">{say('Owed now')}</h3>
        <ul className={classes['owed']}>
          {owedNow(kase.deadlines).map(({ id, what, dueAt, setAt, near }) => (
            <li key={id}>
              <span className="clip">{what}</span>
              <DueMark dueAt={dueAt} setAt={setAt} near={near} />
            </li>
          ))}
        </ul>
      </section>
      {reasons.length > 0 ? (
        <section>
          <h3 className="title">{say('Why it is here')}</h3>
          {reasons.slice(0, 3).map((reason) => (
            <p key={reason} className="supports">
              {reason}
            </p>
          ))}
        </section>
      ) : null}
    </>
  )
}

const restMs = 120

/** The row on which the keys have come to rest: running past a hundred rows asks nothing. */
function useRested(id: string): string {
  const [rested, rest] = useState(id)
  useEffect(() => {
    const timer = setTimeout(() => rest(id), restMs)
    return () => clearTimeout(timer)
  }, [id])
  return rested
}
