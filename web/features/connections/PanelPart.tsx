import { Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setPanel } from '#contract/telephones.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { usePublicAddress } from '#web/public-address.ts'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './Connections.module.css'
import { panelQuery } from './telephones-query.ts'

/** In which pages of other systems the call screen may stand as a panel, and the secret with which they say for whom. */
export function PanelPart() {
  const client = useQueryClient()
  const address = usePublicAddress()
  const { data } = useQuery(panelQuery)
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? data?.origins.join('\n') ?? ''
  const save = useMutation({
    mutationFn: (renew: boolean) =>
      ask(setPanel, { origins: text.split(/\s+/).filter((origin) => origin !== ''), renew }),
    onSuccess: async () => {
      setTyped(null)
      await client.invalidateQueries(panelQuery)
    },
  })
  if (!data) return null
  const secret = save.data?.secret ?? null
  return (
    <form
      className={classes['form']}
      aria-label={say('The call screen in another system')}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(false)
      }}
    >
      <h3>{say('The call screen in another system')}</h3>
      <Textarea
        label={say('Sites that may show it in a frame')}
        description={say('One a line, such as https://crm.example. No other site can; empty for none.')}
        autosize
        minRows={1}
        maxRows={6}
        value={text}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {data.isOn ? <CopyField label={say('Where the panel is')} text={`${address}${data.path}`} /> : null}
      {secret === null ? null : (
        <>
          <CopyField label={say('Links to it are signed with this secret')} text={secret} />
          <Note tone="warn">{say('It is shown this once. Take it along now.')}</Note>
        </>
      )}
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <div className={classes['buttons']}>
        <Button
          type="submit"
          busy={save.isPending}
          waitsFor={typed === null ? say('Nothing is changed yet.') : null}
        >
          {say('Save')}
        </Button>
        {data.isOn ? (
          <Button look="bare" busy={save.isPending} onClick={() => save.mutate(true)}>
            {say('New secret')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
