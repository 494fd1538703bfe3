import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { breakTrialOff, startTrial, trialMeasures, type listTrials } from '#contract/policy-trial.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { locale, say } from '#web/words/say.ts'
import { dayWords } from './day-words.ts'
import { endOfDay } from './end-of-day.ts'
import { studio, type Version } from './queries.ts'
import { useStep } from './use-step.ts'
import classes from './Rehearsal.module.css'

type Trial = z.output<typeof listTrials.output>['trials'][number]
type Measure = Trial['measure']

/** Trials of this version on new cases: what they show is told when they have ended, and not before. */
export function Trials({ version, mayStart }: { version: Version; mayStart: boolean }) {
  const { data } = useQuery(studio.trials)
  const trials = (data?.trials ?? []).filter((trial) => trial.version === version.version)
  const isOffered = mayStart && version.state === 'submitted'
  if (trials.length === 0 && !isOffered) return null
  return (
    <section className={classes['trials']} aria-labelledby="trials-title">
      <h2 id="trials-title">{say('Trial')}</h2>
      <p className="supports">
        {say(
          'New cases are split at random between this version and the one in force, until a day set before.',
        )}
      </p>
      {trials.map((trial) => (
        <TrialLine key={trial.id} trial={trial} mayStop={mayStart} />
      ))}
      {isOffered ? <StartTrial version={version} /> : null}
    </section>
  )
}

function TrialLine({ trial, mayStop }: { trial: Trial; mayStop: boolean }) {
  const { state, verdict, drawn, measure, endsAt, readAt, because } = trial
  const [reason, setReason] = useState('')
  const stop = useStep(
    (_: null, key) => ask(breakTrialOff, { trialId: trial.id, because: reason, key }),
    say('The trial is broken off.'),
  )
  return (
    <div className={classes['trial']}>
      <p>
        <b className="medium">{measureWords(measure)}</b>{' '}
        <span className="supports">
          {say('{onTrial} cases by this version, {inForce} by the one in force.', {
            onTrial: drawn.onTrial,
            inForce: drawn.inForce,
          })}
        </span>
      </p>
      {verdict ? <Verdict verdict={verdict} /> : null}
      {state === 'broken-off' ? (
        <p>{say('Broken off, and never read out: {because}', { because: heard(because ?? '') })}</p>
      ) : null}
      {state === 'running' || state === 'waiting' ? (
        <p className="supports">
          {say('Cases are drawn until {end}. It is read out on {read}, and not before.', {
            end: dayWords(endsAt),
            read: dayWords(readAt),
          })}
        </p>
      ) : null}
      {mayStop && (state === 'running' || state === 'waiting') ? (
        <form
          className={classes['form']}
          onSubmit={(event) => {
            event.preventDefault()
            stop.mutate(null)
          }}
        >
          <TextInput
            label={say('Break it off, because')}
            value={reason}
            maxLength={2000}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" busy={stop.isPending} disabled={reason.trim() === ''}>
            {say('Break off')}
          </Button>
          {stop.error ? <Note tone="danger">{sentenceOf(stop.error)}</Note> : null}
        </form>
      ) : null}
    </div>
  )
}

const percent = (rate: number | null) =>
  rate === null ? '–' : rate.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 1 })

function Verdict({
  verdict: { says, onTrial, inForce, interval, p },
}: {
  verdict: NonNullable<Trial['verdict']>
}) {
  return (
    <>
      <p className={classes['answer']}>{verdictWords(says)}</p>
      <p className="supports">
        {say(
          '{tried} of {triedCases} cases under this version, {known} of {knownCases} under the one in force.',
          {
            tried: percent(onTrial.rate),
            triedCases: onTrial.counted,
            known: percent(inForce.rate),
            knownCases: inForce.counted,
          },
        )}
        {interval
          ? ` ${say('The difference lies between {low} and {high} (95 %, Newcombe).', {
              low: percent(interval.low),
              high: percent(interval.high),
            })}`
          : ''}
        {p === null
          ? ''
          : ` ${say('Fisher’s exact test: p = {p}.', { p: p.toLocaleString(locale(), { maximumSignificantDigits: 2 }) })}`}
      </p>
    </>
  )
}

function verdictWords(says: NonNullable<Trial['verdict']>['says']): string {
  switch (says) {
    case 'better':
      return say('Better than the version in force.')
    case 'worse':
      return say('Worse than the version in force.')
    case 'no-difference-shown':
      return say('No difference was shown.')
    case 'too-few':
      return say('Too few cases to say.')
  }
}

function measureWords(measure: Measure): string {
  switch (measure) {
    case 'failed':
      return say('Contacts that failed.')
    case 'date-missed':
      return say('Dates that were missed.')
    case 'disagreed':
      return say('Customers who did not accept the answer.')
    case 'still-open':
      return say('Cases still open.')
  }
}

function StartTrial({ version }: { version: Version }) {
  const [share, setShare] = useState<number | string>(50)
  const [measure, setMeasure] = useState<Measure>('failed')
  const [end, setEnd] = useState('')
  const step = useStep(
    (_: null, key) =>
      ask(startTrial, {
        version: version.version,
        revision: version.revision,
        share: (typeof share === 'number' ? share : 50) / 100,
        measure,
        guardrails: trialMeasures.filter((other) => other !== measure),
        endsAt: endOfDay(end),
        key,
      }),
    say('The trial has begun.'),
  )
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        step.mutate(null)
      }}
    >
      <NumberInput
        label={say('Share of new cases, in percent')}
        min={1}
        max={99}
        hideControls
        value={share}
        onChange={setShare}
      />
      <NativeSelect
        label={say('What is measured')}
        value={measure}
        onChange={(event) =>
          setMeasure(trialMeasures.find((one) => one === event.currentTarget.value) ?? 'failed')
        }
        data={trialMeasures.map((one) => ({ value: one, label: measureWords(one) }))}
      />
      <TextInput
        type="date"
        label={say('Last day')}
        value={end}
        onChange={(event) => setEnd(event.currentTarget.value)}
      />
      <Button type="submit" busy={step.isPending} disabled={end === ''}>
        {say('Begin the trial')}
      </Button>
      {step.error ? <Note tone="danger">{sentenceOf(step.error)}</Note> : null}
    </form>
  )
}
