import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { approveRemedy, declineRemedy } from '#contract/remedies.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { amountWords } from '#web/marks/amount-words.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { remedyName } from '#web/marks/remedy-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Line } from '#web/ui/Line.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useLines } from '#web/ui/use-lines.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { awayWords } from './away-words.ts'
import { ReasonForm } from './ReasonForm.tsx'
import classes from './RemedyPage.module.css'
import { waitingQuery, type Waiting } from './remedies-query.ts'
import { useRemedyCommand } from './use-remedy-command.ts'

/** What waits for a signature: to be signed, or declined with a reason, by the date that is shown. */
export function ToSign({ seesOthers }: { seesOthers: boolean }) {
  const [of, choose] = useState<'me' | 'anybody'>('me')
  const waiting = useQuery(waitingQuery(of))
  const rows = waiting.data?.waiting ?? []
  const lines = useLines(rows.map(({ id }) => id))
  const [declining, decline] = useState<string | null>(null)
  const command = useRemedyCommand((step: { remedyId: string; reason?: string }, key) =>
    step.reason === undefined
      ? ask(approveRemedy, { remedyId: step.remedyId, key })
      : ask(declineRemedy, { remedyId: step.remedyId, reason: step.reason, key }),
  )
  const chosen = rows.find(({ id }) => id === lines.chosen)
  const sign = (one: Waiting | undefined) => {
    if (one && !one.isBarred && !command.isPending) command.mutate({ remedyId: one.id })
  }
  useCommands(
    say('Waiting for your signature'),
    chosen && !chosen.isBarred
      ? [
          { key: 's', title: say('Sign it'), act: () => sign(chosen) },
          { key: 'd', title: say('Decline it'), act: () => decline(chosen.id) },
        ]
      : [],
  )
  return (
    <section aria-labelledby="to-sign">
      <header className={classes['head']}>
        <h2 className="title" id="to-sign">
          {of === 'me' ? say('Waiting for your signature') : say('Waiting for a signature')}
        </h2>
        {seesOthers ? (
          <Button look="bare" onClick={() => choose(of === 'me' ? 'anybody' : 'me')}>
            {of === 'me' ? say('Show everybody’s') : say('Show mine')}
          </Button>
        ) : null}
      </header>
      {waiting.isPending ? <Bones rows={2} height={72} label={say('What waits is being read')} /> : null}
      {waiting.error && rows.length === 0 ? (
        <Face says={say('The list could not be read.')}>
          <p>{sentenceOf(waiting.error)}</p>
          <Button onClick={() => void waiting.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {waiting.data && rows.length === 0 ? <p className="supports">{say('Nothing waits.')}</p> : null}
      {rows.length > 0 ? (
        <ul>
          {rows.map((one) => (
            <Line
              key={one.id}
              id={one.id}
              isChosen={one.id === lines.chosen}
              choose={lines.choose}
              acts={
                one.isBarred ? null : (
                  <>
                    <Button
                      busy={command.isPending && command.variables.remedyId === one.id}
                      onClick={() => sign(one)}
                      {...(one.id === lines.chosen && { keyName: 'S' })}
                    >
                      {say('Sign it')}
                    </Button>
                    <Button
                      look="bare"
                      onClick={() => decline(one.id)}
                      {...(one.id === lines.chosen && { keyName: 'D' })}
                    >
                      {say('Decline')}
                    </Button>
                  </>
                )
              }
              below={
                <>
                  {declining === one.id ? (
                    <ReasonForm
                      label={say('Why not')}
                      submit={say('Decline it')}
                      isBusy={command.isPending}
                      close={() => decline(null)}
                      give={(reason) =>
                        command.mutate({ remedyId: one.id, reason }, { onSuccess: () => decline(null) })
                      }
                    />
                  ) : null}
                  {command.error && command.variables.remedyId === one.id ? (
                    <Note tone="danger">{sentenceOf(command.error)}</Note>
                  ) : null}
                </>
              }
            >
              <What one={one} />
            </Line>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function What({ one }: { one: Waiting }) {
  const { what, amount, currency, sort, proposedBy, proposedAt, asked, number, subject, reason, isBarred } =
    one
  return (
    <Link className={classes['main']} data-main to="/cases/$caseId" params={{ caseId: one.caseId }}>
      <span className={classes['what']}>
        <b>{remedyName(what)}</b>
        {amount === null ? null : <b className={classes['amount']}>{amountWords(amount, currency)}</b>}
        <span className="waits">
          {sort === 'gesture' ? say('a gesture, owed by nobody') : say('owed by policy')}
        </span>
        <DueMark dueAt={asked.by} setAt={proposedAt} near={false} />
      </span>
      <span className={classes['says']}>{reason ?? say('Its words were erased.')}</span>
      <span className="clip supports">
        {say('asked for by {name}', { name: proposedBy.name })} ·{' '}
        {say('{name} is asked, {rung}', { name: asked.of.name, rung: heard(asked.rung.name) })} ·{' '}
        {say('Case {number}', { number: String(number) })} · {subject || say('No subject')}
      </span>
      {asked.away ? <span className="small supports">{awayWords(asked)}</span> : null}
      {isBarred ? (
        <span className="small supports">{say('Not yours to sign: somebody else has to look at it.')}</span>
      ) : null}
    </Link>
  )
}
