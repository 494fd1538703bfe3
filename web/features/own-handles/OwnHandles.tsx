import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { removeOwnHandle, type listOwnHandles } from '#contract/lookup.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { networkName } from '#domain/people/networks.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { OwnHandleForm } from './OwnHandleForm.tsx'
import classes from './OwnHandles.module.css'
import { ownHandlesQuery } from './own-handles-query.ts'

type OwnHandle = z.output<typeof listOwnHandles.output>['handles'][number]

/** The accounts that are the company's and its colleagues': what is posted from ours is no complaint, and what looks like one is pointed out. */
export function OwnHandles() {
  const { data, error, isPending, refetch } = useQuery(ownHandlesQuery)
  const { data: me } = useQuery(queries.me)
  const [isEntering, enter] = useState(false)
  const mayChange = me?.role === 'admin'
  return (
    <main className={classes['page']}>
      <header className={classes['head']}>
        <div>
          <h1>{say('Accounts of ours')}</h1>
          <p className="supports">
            {say(
              'What is posted from an account of the company’s is no complaint: it is set aside. A handle that looks like one of these is pointed out, so that nobody is taken in.',
            )}
          </p>
        </div>
        {isEntering || !mayChange ? null : (
          <Button look="go" onClick={() => enter(true)}>
            {say('Enter an account')}
          </Button>
        )}
      </header>
      {isEntering ? <OwnHandleForm close={() => enter(false)} /> : null}
      {isPending ? <Bones rows={3} label={say('The accounts are being read')} /> : null}
      {error && !data ? (
        <Face says={say('The accounts could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {data?.handles.length === 0 ? (
        <Face says={say('No account is entered.')}>
          <p>
            {say(
              'A network that is connected enters its account by itself. Enter the others here, with the handles of colleagues who answer under their own name.',
            )}
          </p>
        </Face>
      ) : null}
      {data && data.handles.length > 0 ? (
        <ul className={classes['handles']} aria-label={say('Accounts of ours')}>
          {data.handles.map((own) => (
            <HandleLine key={`${own.network} ${own.handle}`} own={own} mayChange={mayChange} />
          ))}
        </ul>
      ) : null}
    </main>
  )
}

function HandleLine({ own, mayChange }: { own: OwnHandle; mayChange: boolean }) {
  const { network, handle, whose, member } = own
  const client = useQueryClient()
  const { data } = useQuery(queries.everybody)
  const [isSure, beSure] = useState(false)
  const remove = useMutation({
    mutationFn: () => ask(removeOwnHandle, { network, handle }),
    onSettled: () => client.invalidateQueries(ownHandlesQuery),
  })
  const name = data?.members.find(({ id }) => id === member)?.name ?? member
  return (
    <li>
      <div>
        <p className={classes['handle']}>
          <span className="medium">@{handle}</span> <span className="waits">{networkName(network)}</span>
        </p>
        <p className="small supports">
          {whose === 'ours'
            ? say('The company’s. What is posted from it is set aside.')
            : name
              ? say('{name}’s own. What looks like it is pointed out.', { name })
              : say('A colleague’s own. What looks like it is pointed out.')}
        </p>
        {remove.error ? <Note tone="danger">{sentenceOf(remove.error)}</Note> : null}
      </div>
      {!mayChange ? null : isSure ? (
        <p className={classes['acts']}>
          <Button busy={remove.isPending} ref={focusAtOnce} onClick={() => remove.mutate()}>
            {say('Take it off: it is ours no longer')}
          </Button>
          <Button look="bare" onClick={() => beSure(false)}>
            {say('Not now')}
          </Button>
        </p>
      ) : (
        <Button aria-label={say('Take @{handle} off', { handle })} onClick={() => beSure(true)}>
          {say('Take off')}
        </Button>
      )}
    </li>
  )
}
