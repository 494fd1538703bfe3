import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { say } from '#web/words/say.ts'
import classes from './Account.module.css'

type Props<T> = {
  verb: string
  act: (code: string) => Promise<T>
  done: (answer: T) => void
  close: () => void
}

/** Asks for a code of the authenticator and does what it allows. Codes may be pasted and filled in. */
export function CodeForm<T>({ verb, act, done, close }: Props<T>) {
  const [code, setCode] = useState('')
  const give = useMutation({ mutationFn: () => act(code), onSuccess: done })
  return (
    <form
      style={{ display: 'contents' }}
      onSubmit={(event) => {
        event.preventDefault()
        give.mutate()
      }}
    >
      <TextInput
        label={say('Code')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        ref={focusAtOnce}
        required
        withAsterisk={false}
      />
      {give.error ? <Note tone="danger">{sentenceOf(give.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button type="submit" look="go" busy={give.isPending}>
          {verb}
        </Button>
        <Button look="bare" onClick={close}>
          {say('Not now')}
        </Button>
      </p>
    </form>
  )
}
