import { useEffect, useRef } from 'react'
import { becauseWords } from '#web/marks/because-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { useKeys } from '#web/ui/keys.ts'
import { say } from '#web/words/say.ts'
import type { ByHand } from './became.ts'
import classes from './Items.module.css'

const reasons: readonly ByHand[] = ['spam', 'praise', 'joke', 'private', 'empty']

/** Asks why an item is no complaint: five keys, and Escape to leave it. */
export function WhyAside({ choose, close }: { choose: (because: ByHand) => void; close: () => void }) {
  const group = useRef<HTMLFieldSetElement>(null)
  useEffect(() => group.current?.querySelector('button')?.focus(), [])
  const keys = Object.fromEntries(reasons.map((because, place) => [String(place + 1), () => choose(because)]))
  useKeys({ ...keys, Escape: close })
  return (
    <fieldset ref={group} className={classes['why']}>
      <legend>{say('Why is it no complaint?')}</legend>
      {reasons.map((because, place) => (
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
