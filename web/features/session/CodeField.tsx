import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { say } from '#web/words/say.ts'
import classes from './SignIn.module.css'

type Props = {
  code: string
  change: (code: string) => void
  /** The button that gives it, and what was refused. */
  children: ReactNode
  back?: () => void
}

/** The code of the second step: from the authenticator, or one of the recovery codes. */
export function CodeField({ code, change, children, back }: Props) {
  const [hasLost, lose] = useState(false)
  return (
    <>
      <p className="supports">
        {hasLost
          ? say('Each recovery code works once.')
          : say('Your authenticator shows six digits for this desk.')}
      </p>
      <TextInput
        key={hasLost ? 'recovery' : 'code'}
        label={hasLost ? say('Recovery code') : say('Code')}
        value={code}
        onChange={(event) => change(event.currentTarget.value)}
        name={hasLost ? 'recovery-code' : 'code'}
        inputMode={hasLost ? 'text' : 'numeric'}
        autoComplete={hasLost ? 'off' : 'one-time-code'}
        autoCapitalize="none"
        spellCheck={false}
        ref={focusAtOnce}
        required
        withAsterisk={false}
      />
      {children}
      <p className={classes['ways']}>
        <button
          type="button"
          className="link"
          onClick={() => {
            change('')
            lose(!hasLost)
          }}
        >
          {hasLost ? say('Use the authenticator') : say('Use a recovery code')}
        </button>
        {back ? (
          <button type="button" className="link" onClick={back}>
            {say('Back')}
          </button>
        ) : null}
      </p>
    </>
  )
}
