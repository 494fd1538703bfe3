import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { overridePolicy } from '#contract/policy-override.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { FreeText } from '#web/ui/FreeText.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { dayWords } from './day-words.ts'
import { endOfDay } from './end-of-day.ts'
import type { Version } from './queries.ts'
import { useStep } from './use-step.ts'
import classes from './Changes.module.css'

type Props = { version: Version; mayAnswer: boolean; isSaved: boolean }

/** How an executive answers by name for what was found, until a day; to others it says who may. */
export function OverrideForm({ version, mayAnswer, isSaved }: Props) {
  const [because, setBecause] = useState('')
  const [until, setUntil] = useState('')
  const step = useStep(
    (_: null, key) =>
      ask(overridePolicy, {
        version: version.version,
        revision: version.revision,
        because,
        until: endOfDay(until),
        key,
      }),
    say('You answer for what was found.'),
  )
  const standing = version.overrides.filter(({ state }) => state === 'standing')
  return (
    <section className={classes['form']} aria-label={say('In spite of the findings')}>
      {standing.map(({ id, executive, because: reason, until: end }) => (
        <Note key={id} tone="warn">
          {say('{name} answers for the findings until {day}: {because}', {
            name: executive.name,
            day: dayWords(end),
            because: reason,
          })}
        </Note>
      ))}
      {mayAnswer ? (
        <details>
          <summary className="supports">{say('Publish it in spite of the findings')}</summary>
          <form
            className={classes['form']}
            onSubmit={(event) => {
              event.preventDefault()
              step.mutate(null)
            }}
          >
            <p className="supports">
              {say('Your name, your reason and the day stand above everybody’s desk until then.')}
            </p>
            <FreeText
              label={say('I answer for it, because')}
              autosize
              minRows={2}
              most={4000}
              value={because}
              onChange={(event) => setBecause(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={say('Until')}
              description={say('A year at most. When the day comes, the policy is in force no longer.')}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            {step.error ? <Note tone="danger">{sentenceOf(step.error)}</Note> : null}
            <div className={classes['acts']}>
              <Button
                type="submit"
                busy={step.isPending}
                disabled={!isSaved || because.trim() === '' || until === ''}
              >
                {say('Answer for it by name')}
              </Button>
            </div>
          </form>
        </details>
      ) : (
        <p className="supports">
          {say(
            'An executive may answer for it: with a reason and a last day, which everybody sees above the desk until then.',
          )}
        </p>
      )}
    </section>
  )
}
