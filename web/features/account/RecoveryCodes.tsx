import { useState } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './Account.module.css'

/** The recovery codes, this once: each lets its owner in when the telephone is lost. */
export function RecoveryCodes({ codes, close }: { codes: readonly string[]; close: () => void }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
  }
  return (
    <div className={classes['enrol']} tabIndex={-1} ref={focusAtOnce}>
      <Note tone="warn">
        {say(
          'Keep these ten codes where you find them without your telephone. They are shown this once; each works once.',
        )}
      </Note>
      <ol className={classes['codes']} aria-label={say('Recovery codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className={classes['acts']}>
        <Button look="go" onClick={close}>
          {say('I have kept them')}
        </Button>
        {'clipboard' in navigator ? (
          <Button onClick={() => void copy().catch(() => setCopied(false))}>
            {isCopied ? say('Copied') : say('Copy')}
          </Button>
        ) : null}
        <Button onClick={() => window.print()}>{say('Print')}</Button>
      </p>
    </div>
  )
}
