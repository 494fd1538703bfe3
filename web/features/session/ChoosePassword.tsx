import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setPassword } from '#contract/accounts.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { PasswordField } from '#web/ui/PasswordField.tsx'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { say } from '#web/words/say.ts'

type Newcomer = { name: string; email: string | null; organisation: { name: string } }

/** The first password, or a new one, right after coming in by a link. */
export function ChoosePassword({ me, done }: { me: Newcomer; done: () => void }) {
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, choose] = useState('')
  const save = useMutation({
    mutationFn: () => ask(setPassword, { password, email: me.email === null ? email : undefined }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['me'] })
      done()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h1>{say('Choose a password')}</h1>
      <p className="supports">
        {say('You are in, {name}. With it you come to {organisation} next time, without a link.', {
          name: me.name,
          organisation: me.organisation.name,
        })}
      </p>
      <TextInput
        label={say('E-mail')}
        type="email"
        name="email"
        autoComplete="username"
        value={me.email ?? email}
        readOnly={me.email !== null}
        onChange={(event) => setEmail(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      <PasswordField
        label={say('Password')}
        description={say('At least 12 characters. A few words make a good one.')}
        name="new-password"
        autoComplete="new-password"
        minLength={12}
        value={password}
        onChange={(event) => choose(event.currentTarget.value)}
        ref={focusAtOnce}
        required
        withAsterisk={false}
      />
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <Button type="submit" look="go" busy={save.isPending}>
        {say('Choose it and go on')}
      </Button>
      <p>
        <button type="button" className="link" onClick={done}>
          {say('Later')}
        </button>
      </p>
    </form>
  )
}
