import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { enterOwnHandle } from '#contract/lookup.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { networks } from '#domain/people/networks.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './OwnHandles.module.css'
import { ownHandlesQuery } from './own-handles-query.ts'

const ours = ''

/** Enters an account of the company’s, or of a colleague. */
export function OwnHandleForm({ close }: { close: () => void }) {
  const client = useQueryClient()
  const { data } = useQuery(queries.colleagues)
  const [network, setNetwork] = useState('bluesky')
  const [handle, setHandle] = useState('')
  const [member, setMember] = useState(ours)
  const enter = useMutation({
    mutationFn: () =>
      ask(enterOwnHandle, {
        network,
        handle: handle.trim(),
        whose: member === ours ? 'ours' : 'staff',
        member: member === ours ? null : member,
      }),
    onSuccess: close,
    onSettled: () => client.invalidateQueries(ownHandlesQuery),
  })
  return (
    <form
      className={classes['form']}
      aria-label={say('Enter an account')}
      onSubmit={(event) => {
        event.preventDefault()
        if (!enter.isPending) enter.mutate()
      }}
    >
      <NativeSelect
        ref={focusAtOnce}
        label={say('On which network')}
        value={network}
        data={[...networks]}
        onChange={(event) => setNetwork(event.currentTarget.value)}
      />
      <TextInput
        label={say('Its handle, letter by letter')}
        maxLength={253}
        autoCapitalize="none"
        spellCheck={false}
        required
        minLength={2}
        value={handle}
        onChange={(event) => setHandle(event.currentTarget.value)}
      />
      <NativeSelect
        label={say('Whose it is')}
        value={member}
        data={[
          { value: ours, label: say('The company’s') },
          ...(data?.members ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => setMember(event.currentTarget.value)}
      />
      {enter.error ? <Note tone="danger">{sentenceOf(enter.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button type="submit" look="go" busy={enter.isPending}>
          {say('Enter it')}
        </Button>
        <Button look="bare" onClick={close}>
          {say('Not now')}
        </Button>
      </p>
    </form>
  )
}
