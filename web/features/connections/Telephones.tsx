import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endConnection } from '#contract/connections.ts'
import { renewTelephoneSecret } from '#contract/telephones.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { OnlyHereNote } from '#web/OnlyHereNote.tsx'
import { usePublicAddress } from '#web/public-address.ts'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { Note } from '#web/ui/Note.tsx'
import { momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './Connections.module.css'
import { PanelPart } from './PanelPart.tsx'
import { TelephoneForm } from './TelephoneForm.tsx'
import { telephonesQuery, type TelephoneView } from './telephones-query.ts'

/** The telephone systems that tell of calls, and where else the call screen may stand. */
export function Telephones() {
  const { data, error, refetch } = useQuery(telephonesQuery)
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<{ id: string; text: string } | null>(null)
  const live = (data?.telephones ?? []).filter(({ endedAt }) => endedAt === null)
  return (
    <section className={classes['section']} aria-labelledby="telephones">
      <h2 id="telephones">{say('Telephone systems')}</h2>
      <p className="supports">
        {say(
          'Each colleague says under Your account which extension is theirs; a call that rings there opens the caller’s card for them. A call that nobody takes becomes a case.',
        )}
      </p>
      {error ? (
        <Note tone="danger">
          {sentenceOf(error)}{' '}
          <button type="button" className="link" onClick={() => void refetch()}>
            {say('Try again')}
          </button>
        </Note>
      ) : null}
      <ul aria-label={say('Telephone systems')}>
        {live.map((telephone) => (
          <TelephoneLine
            key={telephone.id}
            telephone={telephone}
            secret={secret?.id === telephone.id ? secret.text : null}
            showSecret={(text) => setSecret({ id: telephone.id, text })}
          />
        ))}
      </ul>
      {isAdding ? (
        <TelephoneForm
          close={() => setAdding(false)}
          added={(id, text) => {
            if (text !== null) setSecret({ id, text })
          }}
        />
      ) : (
        <p className={classes['add']}>
          <Button onClick={() => setAdding(true)}>{say('Connect a telephone system')}</Button>
        </p>
      )}
      <PanelPart />
    </section>
  )
}

type LineProps = {
  telephone: TelephoneView
  secret: string | null
  showSecret: (text: string) => void
}

function TelephoneLine({ telephone, secret, showSecret }: LineProps) {
  const client = useQueryClient()
  const now = useNow()
  const address = usePublicAddress()
  const [isChanging, setChanging] = useState(false)
  const { id, name, asterisk, path } = telephone
  const renew = useMutation({
    mutationFn: () => ask(renewTelephoneSecret, { connectionId: id }),
    onSuccess: (made) => showSecret(made.secret),
  })
  const end = useMutation({
    mutationFn: () => ask(endConnection, { connectionId: id, key: `end ${id}` }),
    onSuccess: () => client.invalidateQueries(telephonesQuery),
  })
  const health = healthWords(telephone, now)
  return (
    <li className={classes['line']}>
      <div className={classes['lineHead']}>
        <div>
          <p>
            <span className="medium">{name}</span>{' '}
            <span className="supports">
              {asterisk
                ? say('Asterisk at {address}', { address: asterisk.address })
                : say('signed messages')}
            </span>
          </p>
          <p className={classes['health']} data-tone={health.tone}>
            {health.words}
          </p>
        </div>
        {isChanging ? null : (
          <div className={classes['buttons']}>
            {asterisk ? (
              <Button aria-label={say('Change {name}', { name })} onClick={() => setChanging(true)}>
                {say('Change')}
              </Button>
            ) : (
              <Button busy={renew.isPending} onClick={() => renew.mutate()}>
                {say('New secret')}
              </Button>
            )}
            <Button
              look="bare"
              aria-label={say('End {name}', { name })}
              busy={end.isPending}
              onClick={() => end.mutate()}
            >
              {say('End')}
            </Button>
          </div>
        )}
      </div>
      {end.error ? <Note tone="danger">{sentenceOf(end.error)}</Note> : null}
      {renew.error ? <Note tone="danger">{sentenceOf(renew.error)}</Note> : null}
      {asterisk ? null : (
        <div className={classes['handed']}>
          <CopyField label={say('It tells of its calls here')} text={`${address}${path}`} />
          <OnlyHereNote />
        </div>
      )}
      {secret === null ? null : (
        <div className={classes['handed']}>
          <CopyField label={say('It signs with this secret')} text={secret} />
          <Note tone="warn">{say('It is shown this once. Take it along now.')}</Note>
        </div>
      )}
      {isChanging ? <TelephoneForm telephone={telephone} close={() => setChanging(false)} /> : null}
    </li>
  )
}

function healthWords(
  { asterisk, health, lastCallAt }: TelephoneView,
  now: Temporal.Instant,
): { words: string; tone: 'quiet' | 'trouble' } {
  const when = (at: string) => momentWords(Temporal.Instant.from(at), now)
  if (asterisk && health && health.state !== 'connected')
    return {
      words: say('Does not answer since {when}. {because}', {
        when: when(health.since),
        because: heard(health.because ?? ''),
      }),
      tone: 'trouble',
    }
  if (asterisk && !health) return { words: say('Is being tried for the first time.'), tone: 'quiet' }
  if (lastCallAt === null) return { words: say('No call yet.'), tone: 'quiet' }
  return { words: say('The last word of a call came {when}.', { when: when(lastCallAt) }), tone: 'quiet' }
}
