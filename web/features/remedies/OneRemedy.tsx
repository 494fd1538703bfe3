import { useState } from 'react'
import {
  approveRemedy,
  declineRemedy,
  giveRemedy,
  reverseRemedy,
  withdrawRemedy,
} from '#contract/remedies.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { amountWords } from '#web/marks/amount-words.ts'
import { remedyName } from '#web/marks/remedy-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Mark, type MarkName } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { awayWords } from './away-words.ts'
import { ReasonForm } from './ReasonForm.tsx'
import classes from './Remedies.module.css'
import type { Remedy } from './remedies-query.ts'
import { stateWords } from './state-words.ts'
import { useRemedyCommand } from './use-remedy-command.ts'

type Step = { does: 'approve' | 'give' | 'withdraw' } | { does: 'decline' | 'reverse'; reason: string }

/** One remedy: what, how much, how far it has come, by whose signature, and what can be made of it now. */
export function OneRemedy({ remedy, hasKey }: { remedy: Remedy; hasKey: boolean }) {
  const { id: remedyId, what, amount, currency, state, reason, may, signed, asked, proposedBy } = remedy
  const [asks, setAsks] = useState<'decline' | 'reverse' | null>(null)
  const command = useRemedyCommand((step: Step, key) => doStep(step, remedyId, key))
  const press = (does: 'approve' | 'give' | 'withdraw') => () => command.mutate({ does })
  const isOf = (does: Step['does']) => command.isPending && command.variables.does === does
  useCommands(
    say('What is owed, what was given'),
    hasKey
      ? [
          {
            key: 'I',
            title: say('Sign it'),
            act: () => {
              if (!command.isPending) command.mutate({ does: 'approve' })
            },
          },
        ]
      : [],
  )
  return (
    <li className={classes['remedy']} data-state={state}>
      <p className={classes['what']}>
        <Mark name={markOf[state]} tone={state === 'proposed' || state === 'given' ? undefined : 'quiet'} />
        <span>{remedyName(what)}</span>
        {amount === null ? null : <b>{amountWords(amount, currency)}</b>}
      </p>
      <p className={`small supports ${classes['told'] ?? ''}`}>
        {stateWords(state)} <Moment at={remedy.at} />
        {' · '}
        {signed
          ? signed.instead
            ? say('signed by {name} for {absent}, {rung}', {
                name: signed.by.name,
                absent: signed.instead.name,
                rung: heard(signed.rung.name),
              })
            : say('signed by {name}, {rung}', { name: signed.by.name, rung: heard(signed.rung.name) })
          : say('asked for by {name}', { name: proposedBy.name })}
      </p>
      {asked ? (
        <p className={classes['asked']}>
          {say('{name} is asked, {rung}', { name: asked.of.name, rung: heard(asked.rung.name) })}{' '}
          <DueMark dueAt={asked.by} setAt={remedy.proposedAt} near={false} />
          {asked.away ? <span className="supports"> {awayWords(asked)}</span> : null}
        </p>
      ) : null}
      {reason === null ? null : <p className={classes['reason']}>{reason}</p>}
      {command.error ? <Note tone="danger">{sentenceOf(command.error)}</Note> : null}
      {asks ? (
        <ReasonForm
          label={asks === 'decline' ? say('Why not') : say('What happened')}
          submit={asks === 'decline' ? say('Decline it') : say('It came back')}
          isBusy={command.isPending}
          close={() => setAsks(null)}
          give={(words) => command.mutate({ does: asks, reason: words }, { onSuccess: () => setAsks(null) })}
        />
      ) : Object.values(may).some(Boolean) ? (
        <p className={classes['acts']}>
          {may.approve ? (
            <Button onClick={press('approve')} busy={isOf('approve')} {...(hasKey && { keyName: 'shift+I' })}>
              {say('Sign it')}
            </Button>
          ) : null}
          {may.give ? (
            <Button onClick={press('give')} busy={isOf('give')}>
              {say('The customer has it')}
            </Button>
          ) : null}
          {may.decline ? (
            <Button look="bare" onClick={() => setAsks('decline')}>
              {say('Decline')}
            </Button>
          ) : null}
          {may.withdraw ? (
            <Button look="bare" onClick={press('withdraw')} busy={isOf('withdraw')}>
              {say('Take it off')}
            </Button>
          ) : null}
          {may.reverse ? (
            <Button look="bare" onClick={() => setAsks('reverse')}>
              {say('It came back')}
            </Button>
          ) : null}
        </p>
      ) : null}
    </li>
  )
}

function doStep(step: Step, remedyId: string, key: string): Promise<unknown> {
  switch (step.does) {
    case 'approve':
      return ask(approveRemedy, { remedyId, key })
    case 'give':
      return ask(giveRemedy, { remedyId, key })
    case 'withdraw':
      return ask(withdrawRemedy, { remedyId, key })
    case 'decline':
      return ask(declineRemedy, { remedyId, reason: step.reason, key })
    case 'reverse':
      return ask(reverseRemedy, { remedyId, reason: step.reason, key })
  }
}

const markOf: Readonly<Record<Remedy['state'], MarkName>> = {
  proposed: 'asked',
  approved: 'clock',
  given: 'check',
  declined: 'cross',
  withdrawn: 'empty',
  reversed: 'empty',
}
