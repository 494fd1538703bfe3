import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { addNetwork, changeNetwork, testNetwork, type listNetworks } from '#contract/networks.ts'
import { ask } from '#web/api.ts'
import { FormFoot } from '#web/FormFoot.tsx'
import { TeamChoice } from '#web/TeamChoice.tsx'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { useOnce } from '#web/use-once.ts'
import { locale, say } from '#web/words/say.ts'
import { connectionsQuery, type ConnectionView } from './connections-query.ts'
import classes from './Connections.module.css'

type Network = z.output<typeof listNetworks.output>['networks'][number]

type Props = {
  network: Network
  /** What is changed; none where one is added. */
  connection?: ConnectionView
  close: () => void
}

type NetworkDraft = { name: string; team: string; given: Record<string, string> }

const useNetwork = keepDrafts<NetworkDraft>({
  place: 'network',
  shape: z.object({ name: z.string(), team: z.string(), given: z.record(z.string(), z.string()) }),
})

/** Connects an account on a network, or changes how: tried before it is saved. What is asked for, the network itself says. */
export function NetworkForm({ network, connection, close }: Props) {
  const client = useQueryClient()
  const { draft, change, forget } = useNetwork(connection?.id ?? network.name, {
    name: connection?.name ?? '',
    team: connection?.team ?? '',
    given: valuesOf(network, connection),
  })
  const { name, team, given } = draft
  const [secret, setSecret] = useState('')
  const typed = secret === '' ? {} : { secret }
  const said = JSON.stringify([given, secret])
  const trial = useMutation({
    mutationFn: async () => ({
      said,
      tried: await ask(testNetwork, {
        network: network.name,
        settings: given,
        connectionId: connection?.id,
        ...typed,
      }),
    }),
  })
  const save = useMutation({
    mutationFn: useOnce((written: NetworkDraft & { secret: string }, key) => {
      const named = { name: written.name, team: written.team || null, settings: written.given, key }
      return connection
        ? ask(changeNetwork, {
            connectionId: connection.id,
            ...named,
            ...(written.secret !== '' && { secret: written.secret }),
          })
        : ask(addNetwork, { network: network.name, ...named, secret: written.secret })
    }),
    onSuccess: async () => {
      await client.invalidateQueries(connectionsQuery)
      forget()
      close()
    },
  })
  const tried = trial.data?.said === said ? trial.data.tried : undefined
  const works = tried?.works === true
  return (
    <form
      className={classes['form']}
      aria-label={
        connection
          ? say('Change {name}', { name: connection.name })
          : say('Connect {network}', { network: network.title })
      }
      onSubmit={(event) => {
        event.preventDefault()
        if (works) save.mutate({ ...draft, secret })
        else trial.mutate()
      }}
    >
      <div className={classes['server']}>
        <TextInput
          label={say('Name')}
          description={say('As colleagues call it.')}
          inputWrapperOrder={below}
          required
          maxLength={200}
          value={name}
          onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
        />
        <TeamChoice team={team} choose={(chosen) => change({ ...draft, team: chosen })} />
        {network.asks.map((one) => (
          <TextInput
            key={one.name}
            label={inTongue(one.label)}
            description={one.help ? inTongue(one.help) : null}
            inputWrapperOrder={below}
            autoComplete={one.isSecret ? 'new-password' : 'off'}
            {...(one.isSecret ? { type: 'password' } : {})}
            required={!one.isSecret || connection === undefined}
            placeholder={one.isSecret && connection ? say('kept, unless you type another') : ''}
            value={one.isSecret ? secret : (given[one.name] ?? '')}
            onChange={({ currentTarget: { value } }) =>
              one.isSecret ? setSecret(value) : change({ ...draft, given: { ...given, [one.name]: value } })
            }
          />
        ))}
      </div>
      {tried ? (
        <Note tone={works ? 'plain' : 'danger'}>
          {tried.works ? say('Signed in as @{handle}.', { handle: tried.handle ?? '' }) : heard(tried.says)}
        </Note>
      ) : null}
      <FormFoot
        refused={[trial.error, save.error]}
        leave={() => {
          forget()
          close()
        }}
      >
        {works ? (
          <Button look="go" type="submit" busy={save.isPending}>
            {say('Save')}
          </Button>
        ) : (
          <Button look="go" type="submit" busy={trial.isPending}>
            {trial.isPending ? say('Testing') : say('Test it')}
          </Button>
        )}
      </FormFoot>
    </form>
  )
}

/** Explained below the field, so that the fields of one row stand on one line. */
const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

const valuesOf = ({ asks }: Network, connection: ConnectionView | undefined) =>
  Object.fromEntries(
    asks
      .filter(({ isSecret }) => !isSecret)
      .map(({ name, preset }) => [name, connection?.network?.settings[name] ?? preset ?? '']),
  )

/** Its folder has brought the words along in every language. */
const inTongue = ({ en, de }: { en: string; de: string }) => (locale().startsWith('de') ? de : en)
