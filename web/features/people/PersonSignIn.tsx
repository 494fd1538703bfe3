import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endPersonsSecondStep, endPersonsSessions, listPersonsSessions } from '#contract/accounts.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { browserWords } from '#web/browser-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import type { Person } from './people-queries.ts'
import classes from './People.module.css'

/** Where a colleague is signed in, and what helps whoever has lost a laptop or a telephone. Each is asked once more. */
export function PersonSignIn({ person }: { person: Person }) {
  const client = useQueryClient()
  const [asked, askWhether] = useState<'sessions' | 'second step' | null>(null)
  const { data } = useQuery({
    queryKey: ['people', person.id, 'sessions'],
    queryFn: () => ask(listPersonsSessions, { handle: person.id }),
  })
  const done = async () => {
    askWhether(null)
    await client.invalidateQueries({ queryKey: ['people'] })
  }
  const endSessions = useMutation({
    mutationFn: () => ask(endPersonsSessions, { handle: person.id }),
    onSuccess: done,
  })
  const endStep = useMutation({
    mutationFn: () => ask(endPersonsSecondStep, { handle: person.id }),
    onSuccess: done,
  })
  const sessions = data?.sessions ?? []
  const error = endSessions.error ?? endStep.error
  return (
    <section className={classes['part']} aria-label={say('Signing in')}>
      {data ? (
        <p className="small waits">{sessions.length === 0 ? say('Signed in nowhere.') : say('Signed in:')}</p>
      ) : null}
      <ul>
        {sessions.map((session) => (
          <li key={session.id} className="small">
            {session.isThis
              ? say('{browser}, this one', { browser: browserWords(session) })
              : browserWords(session)}
            {' · '}
            {session.address ?? say('an address not known')}
            {' · '}
            {say('used')} <Moment at={session.usedAt} />
          </li>
        ))}
      </ul>
      {endSessions.data ? (
        <Note>
          {say(
            '{count, plural, =0 {Nobody was signed in as {name}.} one {One session of {name} has ended.} other {# sessions of {name} have ended.}} With their password they can sign in again: if somebody else may know it, let them choose a new one.',
            { name: person.name, count: endSessions.data.ended },
          )}
        </Note>
      ) : null}
      {endStep.isSuccess ? (
        <Note>
          {say('{name} signs in by password alone now. Nobody but you tells them.', { name: person.name })}
        </Note>
      ) : null}
      {error ? <Note tone="danger">{sentenceOf(error)}</Note> : null}
      <p className={classes['acts']}>
        {sessions.some(({ isThis }) => !isThis) ? (
          <Button
            busy={endSessions.isPending}
            onClick={() => (asked === 'sessions' ? endSessions.mutate() : askWhether('sessions'))}
          >
            {asked === 'sessions' ? say('Yes, end them all') : say('End their sessions')}
          </Button>
        ) : null}
        {person.hasSecondStep ? (
          <Button
            busy={endStep.isPending}
            onClick={() => (asked === 'second step' ? endStep.mutate() : askWhether('second step'))}
          >
            {asked === 'second step' ? say('Yes, turn it off') : say('Turn off their second step')}
          </Button>
        ) : null}
        {asked === null ? null : (
          <output className="small">
            {asked === 'sessions'
              ? say('What {name} has begun and not sent stays in their browser.', { name: person.name })
              : say('{name} then signs in by password alone.', { name: person.name })}
          </output>
        )}
      </p>
    </section>
  )
}
