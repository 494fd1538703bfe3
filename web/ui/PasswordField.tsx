import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { say } from '#web/words/say.ts'
import classes from './PasswordField.module.css'

/**
 * A field for a password. It may be shown while it is typed, pasted into, and filled by a password manager: nobody has to
 * remember or copy it by hand (WCAG 2.2, 3.3.8).
 */
export function PasswordField({
  autoComplete,
  ...rest
}: TextInputProps & { autoComplete: 'current-password' | 'new-password' }) {
  const [isShown, show] = useState(false)
  return (
    <TextInput
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      {...rest}
      type={isShown ? 'text' : 'password'}
      autoComplete={autoComplete}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      rightSectionWidth={64}
      rightSection={
        <button
          type="button"
          className={classes['show']}
          aria-pressed={isShown}
          aria-label={say('Show the password')}
          onClick={() => show(!isShown)}
        >
          {isShown ? say('Hide') : say('Show')}
        </button>
      }
    />
  )
}
