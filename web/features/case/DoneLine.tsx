import { useEffect, useRef } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import classes from './DoneLine.module.css'

type Props = {
  sentence: string
  /** Turns the date that was named into a promise that is kept here; null where none was, or it is promised. */
  promise: (() => void) | null
  next: { person: { name: string } | null; subject: string } | null
  goOn: () => void
  goBack: () => void
}

/** What was just done, and the next case of the queue one key away. */
export function DoneLine({ sentence, promise, next, goOn, goBack }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector<HTMLElement>('button:last-of-type')?.focus(), [])
  return (
    <div ref={place} className={classes['done']}>
      <p className="line">
        <Mark name="check" tone="quiet" />
        {sentence}
      </p>
      {promise ? (
        <Button keyName="P" onClick={promise}>
          {say('Keep the date as a promise')}
        </Button>
      ) : null}
      {next ? (
        <Button keyName="]" onClick={goOn}>
          <span className="clip">
            {say('Next: {name}, {subject}', {
              name: next.person?.name ?? say('Erased person'),
              subject: next.subject || say('No subject'),
            })}
          </span>
        </Button>
      ) : (
        <Button keyName="Esc" onClick={goBack}>
          {say('Back to the desk')}
        </Button>
      )}
    </div>
  )
}
