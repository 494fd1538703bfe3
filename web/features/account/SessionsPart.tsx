import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { endOneSession, endOtherSessions, listSessions } from '#contract/accounts.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { browserWords } from '#web/browser-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './Account.module.css'

type Session = z.output<typeof listSessions.output>['sessions'][number]

/** Where one is signed in: by which browser, from where, since when; each can be ended. */
export function SessionsPart() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: () => ask(listSessions, {}),
  })
  const end = useMutation({
    mutationFn: (sessionId: string | null) =>
      sessionId === null ? ask(endOtherSessions, {}) : ask(endOneSession, { sessionId }),
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  const sessions = data?.sessions ?? []
  return (
    <section className={classes['part']} aria-labelledby="sessions">
      <h2 id="sessions">{say('Where you are signed in')}</h2>
      {data ? (
        <>
          <p className={classes['says']}>
            {say(
              '{count, plural, one {Only here.} other {In # browsers, this one among them.}} A session ends after twelve hours without use, and after a week.',
              { count: sessions.length },
            )}
          </p>
          <ul className={classes['sessions']}>
            {sessions.map((session) => (
              <SessionLine
                key={session.id}
                session={session}
                isEnding={end.isPending && end.variables === session.id}
                end={() => end.mutate(session.id)}
              />
            ))}
          </ul>
          {end.error ? <Note tone="danger">{sentenceOf(end.error)}</Note> : null}
          {sessions.length > 1 ? (
            <Button busy={end.isPending && end.variables === null} onClick={() => end.mutate(null)}>
              {say('End all others')}
            </Button>
          ) : null}
        </>
      ) : error ? (
        <Face says={say('Your sessions could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : (
        <Bones rows={2} label={say('Your sessions are being read')} />
      )}
    </section>
  )
}

function SessionLine({ session, isEnding, end }: { session: Session; isEnding: boolean; end: () => void }) {
  const where = browserWords(session)
  return (
    <li className={classes['session']}>
      <div>
        <p className="medium">{session.isThis ? say('{browser}, this one', { browser: where }) : where}</p>
        <p className="small waits">
          {say('from {address}, by {how}', {
            address: session.address ?? say('an address not known'),
            how: session.openedBy === 'password' ? say('password') : say('link'),
          })}
          {' · '}
          {say('used')} <Moment at={session.usedAt} />
          {' · '}
          {say('signed in')} <Moment at={session.openedAt} />
        </p>
      </div>
      {session.isThis ? null : (
        <Button
          busy={isEnding}
          aria-label={say('End the session in {browser}', { browser: where })}
          onClick={end}
        >
          {say('End')}
        </Button>
      )}
    </li>
  )
}
