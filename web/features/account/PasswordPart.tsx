import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setPassword } from '#contract/accounts.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { Note } from '#web/ui/Note.tsx'
import { PasswordField } from '#web/ui/PasswordField.tsx'
import { say } from '#web/words/say.ts'
import classes from './Account.module.css'

type Mine = { email: string | null; hasPassword: boolean }

/** By what one signs in, and choosing it anew. */
export function PasswordPart({ me }: { me: Mine }) {
  const [isOpen, open] = useState(false)
  return (
    <section className={classes['part']} aria-labelledby="password">
      <h2 id="password">{say('Password')}</h2>
      <p className={classes['says']}>{saysOf(me)}</p>
      {isOpen ? (
        <PasswordForm me={me} close={() => open(false)} />
      ) : (
        <Button onClick={() => open(true)}>
          {me.hasPassword ? say('Change the password') : say('Choose a password')}
        </Button>
      )}
    </section>
  )
}

function saysOf({ email, hasPassword }: Mine): string {
  if (email !== null && hasPassword) return say('You sign in by {email} and a password.', { email })
  if (email !== null)
    return say('You have no password yet; you came by a link. You will sign in by {email}.', { email })
  return say('You have no password yet; you came by a link.')
}

function PasswordForm({ me, close }: { me: Mine; close: () => void }) {
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [current, setCurrent] = useState('')
  const [password, choose] = useState('')
  const save = useMutation({
    mutationFn: () =>
      ask(setPassword, {
        password,
        current: current || undefined,
        email: me.email === null ? email : undefined,
      }),
    onSuccess: async () => {
      announce(say('The password is set.'))
      await Promise.all(['me', 'sessions'].map((key) => client.invalidateQueries({ queryKey: [key] })))
      close()
    },
  })
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <TextInput
        label={say('E-mail')}
        type="email"
        autoComplete="username"
        value={me.email ?? email}
        readOnly={me.email !== null}
        onChange={(event) => setEmail(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      {me.hasPassword ? (
        <PasswordField
          label={say('Present password')}
          description={say('Not needed when you have just come in by a link.')}
          autoComplete="current-password"
          ref={focusAtOnce}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
      ) : null}
      <PasswordField
        label={say('New password')}
        description={say('At least 12 characters. A few words make a good one. Your other sessions end.')}
        autoComplete="new-password"
        minLength={12}
        value={password}
        onChange={(event) => choose(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button type="submit" look="go" busy={save.isPending}>
          {say('Set the password')}
        </Button>
        <Button look="bare" onClick={close}>
          {say('Not now')}
        </Button>
      </p>
    </form>
  )
}
