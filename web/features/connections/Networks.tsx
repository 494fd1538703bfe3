import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { endConnection } from '#contract/connections.ts'
import { listNetworks } from '#contract/networks.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { connectionsQuery, type ConnectionView } from './connections-query.ts'
import { healthOf, stuckWords } from './health-words.ts'
import { NetworkForm } from './NetworkForm.tsx'
import classes from './Connections.module.css'

type Network = z.output<typeof listNetworks.output>['networks'][number]

/** Our accounts on networks: what people write to them in public becomes cases, and is answered there. */
export function Networks() {
  const { data } = useQuery(connectionsQuery)
  const known = useQuery({ queryKey: ['networks'], queryFn: () => ask(listNetworks, {}) })
  const [adding, add] = useState<Network | null>(null)
  const networks = known.data?.networks ?? []
  const rows = (data?.connections ?? []).filter(
    ({ network, endedAt }) => network !== null && endedAt === null,
  )
  return (
    <section className={classes['section']} aria-labelledby="networks">
      <h2 id="networks">{say('Networks')}</h2>
      {known.error ? <Note tone="danger">{sentenceOf(known.error)}</Note> : null}
      <ul aria-label={say('Networks')}>
        {rows.map((connection) => (
          <Line
            key={connection.id}
            connection={connection}
            network={networks.find(({ name }) => name === connection.network?.name)}
          />
        ))}
      </ul>
      {rows.length === 0 ? (
        <p className="supports">
          {say(
            'No network is connected: what people write there reaches this desk only when somebody enters it.',
          )}
        </p>
      ) : null}
      {adding ? (
        <NetworkForm network={adding} close={() => add(null)} />
      ) : (
        <div className={classes['choices']}>
          {networks.map((network) => (
            <Button key={network.name} onClick={() => add(network)}>
              {say('Connect {network}', { network: network.title })}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

function Line({ connection, network }: { connection: ConnectionView; network: Network | undefined }) {
  const now = useNow()
  const [doing, setDoing] = useState<'change' | 'end' | null>(null)
  const { name } = connection
  const { words, tone } = healthOf(connection, now)
  const stuck = stuckWords(connection, now)
  return (
    <li className={classes['line']}>
      <div className={classes['lineHead']}>
        <div>
          <p>
            <span className="medium">{name}</span>{' '}
            {connection.network ? (
              <a className="link" href={connection.network.url ?? undefined} target="_blank" rel="noreferrer">
                @{connection.network.handle}
              </a>
            ) : null}
          </p>
          <p className="supports">
            {say(
              'What mentions, answers or quotes it on {network} opens a case or joins one. Public replies are posted as it.',
              { network: connection.network?.title ?? '' },
            )}
          </p>
          <p className={classes['health']} data-tone={tone}>
            {words}
          </p>
          {stuck === null ? null : (
            <p className={classes['health']} data-tone="trouble">
              {stuck}
            </p>
          )}
        </div>
        {doing === null ? (
          <div className={classes['buttons']}>
            {network ? (
              <Button aria-label={say('Change {name}', { name })} onClick={() => setDoing('change')}>
                {say('Change')}
              </Button>
            ) : null}
            <Button look="bare" aria-label={say('End {name}', { name })} onClick={() => setDoing('end')}>
              {say('End')}
            </Button>
          </div>
        ) : null}
      </div>
      {doing === 'change' && network ? (
        <NetworkForm network={network} connection={connection} close={() => setDoing(null)} />
      ) : null}
      {doing === 'end' ? <EndNetwork connection={connection} close={() => setDoing(null)} /> : null}
    </li>
  )
}

function EndNetwork({ connection: { id, name }, close }: { connection: ConnectionView; close: () => void }) {
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => ask(endConnection, { connectionId: id, key: `end ${id}` }),
    onSuccess: () => client.invalidateQueries(connectionsQuery),
  })
  return (
    <div className={classes['form']}>
      <p>
        {say(
          'Nothing more comes by {name}, nothing is posted as it, and its password is forgotten. Its cases stay.',
          { name },
        )}
      </p>
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
