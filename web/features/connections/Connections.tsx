import '@mantine/core/styles/Checkbox.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endConnection, makeDefault } from '#contract/connections.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { connectionsQuery, type ConnectionView } from './connections-query.ts'
import { Forwarding } from './Forwarding.tsx'
import { healthOf, stuckWords } from './health-words.ts'
import { MailboxForm } from './MailboxForm.tsx'
import { Networks } from './Networks.tsx'
import { purposeWords } from './purpose-words.ts'
import classes from './Connections.module.css'
import { Telephones } from './Telephones.tsx'

/** The ways in, and how they are. */
export function Connections() {
  const connections = useQuery(connectionsQuery)
  const [isAdding, setAdding] = useState(false)
  // By the other channels things are handed over by programs and colleagues: there is nothing to set.
  const rows = (connections.data?.connections ?? []).filter(({ channel }) => channel === 'email')
  const live = rows.filter(({ endedAt }) => endedAt === null)
  const ended = rows.filter(({ endedAt }) => endedAt !== null)
  return (
    <main>
      <div className={classes['head']}>
        <h1>{say('Connections')}</h1>
        {isAdding ? null : (
          <Button look="go" onClick={() => setAdding(true)}>
            {say('Add a mailbox')}
          </Button>
        )}
      </div>
      {isAdding ? <MailboxForm close={() => setAdding(false)} /> : null}
      {connections.isPending ? <Bones rows={4} label={say('The connections are being read')} /> : null}
      {connections.error && rows.length === 0 ? (
        <Face says={say('The connections could not be read.')}>
          <p>{sentenceOf(connections.error)}</p>
          <Button onClick={() => void connections.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      <ul aria-label={say('Connections')}>
        {live.map((connection) => (
          <Line
            key={connection.id}
            connection={connection}
            hasRelay={connections.data?.hasRelay ?? false}
            port={connections.data?.smtp.port ?? 0}
          />
        ))}
      </ul>
      {connections.data ? <Networks /> : null}
      {connections.data ? (
        <section className={classes['section']} aria-labelledby="forwarding">
          <h2 id="forwarding">{say('Forward mail to this desk')}</h2>
          <Forwarding />
        </section>
      ) : null}
      {connections.data ? <Telephones /> : null}
      {ended.length > 0 ? (
        <section className={classes['section']} aria-labelledby="ended">
          <h2 id="ended">{say('Ended')}</h2>
          <ul>
            {ended.map((connection) => (
              <EndedLine key={connection.id} connection={connection} />
            ))}
          </ul>
        </section>
      ) : null}
    </main>
  )
}

function EndedLine({ connection }: { connection: ConnectionView }) {
  const now = useNow()
  return (
    <li className={classes['line']}>
      <p>
        <span className="medium">{connection.name}</span>{' '}
        <span className="supports">{connection.address}</span>
      </p>
      <p className="waits">{healthOf(connection, now).words}</p>
    </li>
  )
}

type LineProps = { connection: ConnectionView; hasRelay: boolean; port: number }

function Line({ connection, hasRelay, port }: LineProps) {
  const now = useNow()
  const [doing, setDoing] = useState<'change' | 'end' | null>(null)
  const { data: me } = useQuery(queries.me)
  const { name, address, isDefault, waiting } = connection
  const { words, tone } = healthOf(connection, now)
  const stuck = stuckWords(connection, now)
  return (
    <li className={classes['line']}>
      <div className={classes['lineHead']}>
        <div>
          <p>
            <span className="medium">{name}</span> <span className="supports">{address}</span>
            {isDefault ? (
              <span className="waits"> {say('takes what no other connection claims')}</span>
            ) : null}
          </p>
          <p className="supports">{purposeWords(connection, port, me?.organisation.isSample)}</p>
          <p className={classes['health']} data-tone={tone}>
            {words}
          </p>
          <p className="small waits">{repliesWords(connection, hasRelay)}</p>
          {stuck === null ? null : (
            <p className={classes['health']} data-tone="trouble">
              {stuck}
            </p>
          )}
          {waiting > 0 ? (
            <p className="small supports">
              {say('{count, plural, one {# item is} other {# items are}} kept and about to be understood.', {
                count: waiting,
              })}
            </p>
          ) : null}
        </div>
        {doing === null ? (
          <div className={classes['buttons']}>
            <Button aria-label={say('Change {name}', { name })} onClick={() => setDoing('change')}>
              {say('Change')}
            </Button>
            {isDefault ? null : (
              <Button look="bare" aria-label={say('End {name}', { name })} onClick={() => setDoing('end')}>
                {say('End')}
              </Button>
            )}
          </div>
        ) : null}
      </div>
      {doing === 'change' ? (
        <>
          <MailboxForm connection={connection} close={() => setDoing(null)} />
          {isDefault ? null : <MakeDefault connection={connection} />}
        </>
      ) : null}
      {doing === 'end' ? <EndForm connection={connection} close={() => setDoing(null)} /> : null}
    </li>
  )
}

function repliesWords({ relay, isDefault, address }: ConnectionView, hasRelay: boolean): string {
  if (relay) return say('Replies leave by {host}.', { host: relay.host })
  if (hasRelay) return say('Replies leave by the relay of the desk.')
  if (isDefault && address === null)
    return say('Nothing is amiss while nothing comes by it; to what does, replies wait until it has a relay.')
  return say('Replies stay queued: there is no relay. Give it one of its own, or set SMTP_URL for the desk.')
}

function MakeDefault({ connection: { id } }: { connection: ConnectionView }) {
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: () => ask(makeDefault, { connectionId: id, key: newKey() }),
    onSuccess: () => client.invalidateQueries(connectionsQuery),
  })
  return (
    <p className={classes['aside']}>
      <Button busy={make.isPending} onClick={() => make.mutate()}>
        {say('Let it take what no other connection claims')}
      </Button>
      {make.error ? <Note tone="danger">{sentenceOf(make.error)}</Note> : null}
    </p>
  )
}

function EndForm({
  connection: { id, name, address, waiting },
  close,
}: {
  connection: ConnectionView
  close: () => void
}) {
  const client = useQueryClient()
  const { data } = useQuery(connectionsQuery)
  const rest = data?.connections.find(({ channel, isDefault }) => channel === 'email' && isDefault)
  const end = useMutation({
    mutationFn: () => ask(endConnection, { connectionId: id, key: `end ${id}` }),
    onSuccess: () => client.invalidateQueries(connectionsQuery),
  })
  return (
    <div className={classes['form']}>
      <p>
        {say(
          'Nothing more comes by {name}, and its passwords are forgotten. Its cases stay, and {waiting, plural, =0 {nothing of it waits} one {the item that waits is understood} other {the # items that wait are understood}}.',
          { name, waiting },
        )}
      </p>
      {rest && address !== null ? (
        <Note tone="warn">
          {say(
            'Mail for {address} that is still handed over to this desk then opens cases by {rest}{seen, select, all {, of no team: everybody sees them} other {, of its team}}.',
            { address, rest: rest.name, seen: rest.team === null ? 'all' : 'team' },
          )}
        </Note>
      ) : null}
      {end.error ? <Note tone="danger">{sentenceOf(end.error)}</Note> : null}
      <div className={classes['buttons']}>
        <Button busy={end.isPending} onClick={() => end.mutate()}>
          {say('End this connection')}
        </Button>
        <Button look="bare" onClick={close}>
          {say('Keep it')}
        </Button>
      </div>
    </div>
  )
}
