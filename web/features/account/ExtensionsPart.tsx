import { Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { setExtensions, showExtensions } from '#contract/calls.ts'
import { ask, Problem, sentenceOf } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './Account.module.css'

/** At which extensions one is called: a call that rings there opens the caller's card here. */
export function ExtensionsPart() {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: ['extensions'], queryFn: () => ask(showExtensions, {}) })
  const [typed, setTyped] = useState<string | null>(null)
  const [takesOver, setTakesOver] = useState(false)
  const text = typed ?? data?.extensions.join(', ') ?? ''
  const save = useMutation({
    mutationFn: () =>
      ask(setExtensions, {
        extensions: text.split(/[\s,;]+/).filter((extension) => extension !== ''),
        takeOver: takesOver,
      }),
    onSuccess: async () => {
      setTyped(null)
      setTakesOver(false)
      announce(say('Your extension is kept.'))
      await client.invalidateQueries({ queryKey: ['extensions'] })
    },
  })
  const isTaken = save.error instanceof Problem && save.error.status === 409
  return (
    <section className={classes['part']} aria-labelledby="telephone">
      <h2 id="telephone">{say('Your telephone')}</h2>
      <p className={classes['says']}>
        {say('When your extension rings, the caller’s card opens on the call screen.')}{' '}
        <Link className="link" to="/line">
          {say('Open the call screen')}
        </Link>
      </p>
      <form
        className={classes['form']}
        aria-label={say('Your telephone')}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextInput
          label={say('Extension')}
          description={say('As your telephone system names it. Several with commas; empty for none.')}
          value={text}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
        {isTaken ? (
          <Checkbox
            label={say('I sit there now: take it over')}
            checked={takesOver}
            onChange={(event) => setTakesOver(event.currentTarget.checked)}
          />
        ) : null}
        <p className={classes['acts']}>
          <Button
            type="submit"
            busy={save.isPending}
            waitsFor={typed === null && !takesOver ? say('Nothing is changed yet.') : null}
          >
            {say('Keep it')}
          </Button>
        </p>
      </form>
    </section>
  )
}
