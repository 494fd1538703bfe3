import { useEffect, useRef } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import classes from './DoneLine.module.css'

type Props = {
  sentence: string
  next: { person: { name: string } | null; subject: string } | null
  goOn: () => void
  goBack: () => void
}

/** What was just done, and the next case of the queue one key away. */
export function DoneLine({ sentence, next, goOn, goBack }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('button')?.focus(), [])
  return (
    <div ref={place} className={classes['done']}>
      <p className="line">
        <Mark name="check" tone="quiet" />
        {sentence}
      </p>
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
