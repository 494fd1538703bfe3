import { Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keepView } from '#contract/queue.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries, type CaseFilter } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { Sheet, SheetEnd } from '#web/ui/Sheet.tsx'
import { useOnce } from '#web/use-once.ts'
import { useSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'

/** Keeps the filters that are on under a name, for oneself or for everybody. */
export function ViewForm({ filter, close }: { filter: CaseFilter; close: () => void }) {
  const { data: me } = useQuery(queries.me)
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [isShared, share] = useState(false)
  const form = useSendKey()
  const keep = useMutation({
    mutationFn: useOnce((view: { name: string; filter: CaseFilter; isShared: boolean }, key) =>
      ask(keepView, { ...view, key }),
    ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['views'] })
      close()
    },
  })
  return (
    <Sheet title={say('Keep as a view')} close={close}>
      <form
        ref={form}
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '' && !keep.isPending) keep.mutate({ name, filter, isShared })
        }}
      >
        <TextInput
          label={say('Its name')}
          description={say('It stands in the navigation, with the filters as they are now.')}
          maxLength={60}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {me && me.role !== 'agent' ? (
          <Checkbox
            label={say('For everybody')}
            checked={isShared}
            onChange={(event) => share(event.currentTarget.checked)}
          />
        ) : null}
        {keep.error ? <Note tone="danger">{sentenceOf(keep.error)}</Note> : null}
        <SheetEnd>
          <Button look="bare" onClick={close}>
            {say('Not now')}
          </Button>
          <Button
            type="submit"
            look="go"
            busy={keep.isPending}
            disabled={name.trim() === ''}
            keyName="mod+Enter"
          >
            {say('Keep it')}
          </Button>
        </SheetEnd>
      </form>
    </Sheet>
  )
}
