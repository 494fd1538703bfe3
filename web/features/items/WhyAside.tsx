import { useEffect, useRef } from 'react'
import { noComplaintReasons, type NoComplaint } from '#domain/case/no-complaint.ts'
import { becauseWords } from '#web/marks/because-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { useKeys } from '#web/ui/keys.ts'
import { say } from '#web/words/say.ts'
import classes from './Items.module.css'

/** Asks why an item is no complaint: a key each, and Escape to leave it. */
export function WhyAside({ choose, close }: { choose: (because: NoComplaint) => void; close: () => void }) {
  const group = useRef<HTMLFieldSetElement>(null)
  useEffect(() => group.current?.querySelector('button')?.focus(), [])
  const keys = Object.fromEntries(
    noComplaintReasons.map((because, place) => [String(place + 1), () => choose(because)]),
  )
  useKeys({ ...keys, Escape: close })
  return (
    <fieldset ref={group} className={classes['why']}>
      <legend>{say('Why is it no complaint?')}</legend>
      {noComplaintReasons.map((because, place) => (
        <Button key={because} keyName={String(place + 1)} onClick={() => choose(because)}>
          {becauseWords(because)}
        </Button>
      ))}
      <Button look="bare" keyName="Esc" onClick={close}>
        {say('Leave it here')}
      </Button>
    </fieldset>
  )
}
