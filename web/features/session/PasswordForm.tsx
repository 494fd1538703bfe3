import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { signInByPassword } from '#contract/accounts.ts'
import type { SignedIn } from '#contract/me.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { PasswordField } from '#web/ui/PasswordField.tsx'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { say } from '#web/words/say.ts'
import { CodeField } from './CodeField.tsx'
import classes from './SignIn.module.css'

/** Signing in by e-mail and password, then by the code of the second step where there is one. */
export function PasswordForm({ letIn }: { letIn: (came: z.output<typeof SignedIn>) => void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [needsCode, askForCode] = useState(false)
  const enter = useMutation({
    mutationFn: () => ask(signInByPassword, { email, password, code: code || undefined }),
    onSuccess: (came) => {
      if (came.needs === 'code') askForCode(true)
      letIn(came)
    },
  })
  const ending = (
    <>
      {enter.error ? <Note tone="danger">{sentenceOf(enter.error)}</Note> : null}
      <Button type="submit" look="go" busy={enter.isPending}>
        {say('Sign in')}
      </Button>
    </>
  )
  const back = () => {
    askForCode(false)
    setCode('')
    enter.reset()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate()
      }}
    >
      <h1>{needsCode ? say('One more step') : say('Sign in to your desk')}</h1>
      {needsCode ? (
        <CodeField code={code} change={setCode} back={back}>
          {ending}
        </CodeField>
      ) : (
        <>
          <TextInput
            label={say('E-mail')}
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            ref={focusAtOnce}
            required
            withAsterisk={false}
          />
          <PasswordField
            label={say('Password')}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
          {ending}
          <HowToGetIn />
        </>
      )}
    </form>
  )
}

/** What is typed where the desk runs, for a link that lets one in once. */
const signInOrder = 'bin/evenhand sign-in'

function HowToGetIn() {
  return (
    <details className={classes['help']}>
      <summary>{say('No password, or forgotten?')}</summary>
      <p>{say('An administrator of your desk makes you a link by which you choose a new one.')}</p>
      <p>{say('If that is you: where Evenhand runs, this prints a link that lets you in once.')}</p>
      <pre className={classes['order']}>
        <code>{signInOrder}</code>
      </pre>
    </details>
  )
}
