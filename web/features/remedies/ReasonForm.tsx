import { useState } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { FreeText } from '#web/ui/FreeText.tsx'
import { useFormKeys } from '#web/ui/use-form-keys.ts'
import { say } from '#web/words/say.ts'
import classes from './Remedies.module.css'

type Props = {
  label: string
  submit: string
  isBusy: boolean
  close: () => void
  give: (reason: string) => void
}

/** A sentence about why, which is asked for where somebody is told no, or something is taken back. */
export function ReasonForm({ label, submit, isBusy, close, give }: Props) {
  const [reason, setReason] = useState('')
  const form = useFormKeys(close)
  return (
    <form
      ref={form}
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '' && !isBusy) give(reason)
      }}
    >
      <FreeText
        label={label}
        autosize
        minRows={2}
        maxRows={6}
        most={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <p className={classes['acts']}>
        <Button look="bare" onClick={close}>
          {say('Leave as it was')}
        </Button>
        <Button type="submit" keyName="mod+Enter" busy={isBusy} disabled={reason.trim() === ''}>
          {submit}
        </Button>
      </p>
    </form>
  )
}
