import { useEffect, type ReactNode } from 'react'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import classes from './LineForm.module.css'

type Props = {
  title: string
  verb: string
  isReady: boolean
  isBusy: boolean
  error: Error | null
  close: () => void
  submit: () => void
  children: ReactNode
}

/** A short form below the card, which stays readable: one speaks meanwhile. */
export function LineForm({ title, verb, isReady, isBusy, error, close, submit, children }: Props) {
  const form = useSendKey()
  useEscape(close)
  return (
    <form
      ref={form}
      className={classes['form']}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !isBusy) submit()
      }}
    >
      <h2 className="title">{title}</h2>
      {children}
      {error ? <Note tone="danger">{sentenceOf(error)}</Note> : null}
      <p className={classes['formEnd']}>
        <Button look="bare" onClick={close}>
          {say('Not now')}
        </Button>
        <Button type="submit" look="go" busy={isBusy} disabled={!isReady} keyName="mod+Enter">
          {verb}
        </Button>
      </p>
    </form>
  )
}

/** Closes it from wherever the focus is; what was typed on the call stays. */
function useEscape(close: () => void) {
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') close()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [close])
}
