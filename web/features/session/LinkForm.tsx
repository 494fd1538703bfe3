import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { SignedIn } from '#contract/me.ts'
import { signIn } from '#contract/people.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { CodeField } from './CodeField.tsx'

/**
 * Coming in by a one-time link. A press of the button spends it, never the visit alone: mail scanners visit links. The
 * token stands behind the #, so it reaches no server log.
 */
export function LinkForm({
  link,
  letIn,
}: {
  link: string
  letIn: (came: z.output<typeof SignedIn>) => void
}) {
  const [code, setCode] = useState('')
  const [needsCode, askForCode] = useState(false)
  const enter = useMutation({
    mutationFn: () => ask(signIn, { link, code: code || undefined }),
    onSuccess: (came) => {
      if (came.needs === 'code') askForCode(true)
      letIn(came)
    },
  })
  const ending = (
    <>
      {enter.error ? (
        <Note tone="danger">
          <p>{sentenceOf(enter.error)}</p>
          {needsCode ? null : (
            <p>
              {say('A new link comes from whoever runs your desk.')}{' '}
              <a className="link" href="/sign-in">
                {say('Sign in by e-mail and password')}
              </a>
            </p>
          )}
        </Note>
      ) : null}
      <Button type="submit" look="go" busy={enter.isPending}>
        {say('Sign in')}
      </Button>
    </>
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate()
      }}
    >
      <h1>{needsCode ? say('One more step') : say('Sign in to your desk')}</h1>
      {needsCode ? (
        <CodeField code={code} change={setCode}>
          {ending}
        </CodeField>
      ) : (
        <>
          <p className="supports">{say('This link lets you in once, in this browser.')}</p>
          {ending}
        </>
      )}
    </form>
  )
}
