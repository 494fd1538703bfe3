import { useEffect, useRef } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { instantAt } from '#web/ui/date-field.ts'
import { momentWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import classes from './DoneLine.module.css'

type Props = {
  sentence: string
  /** Keeps the date that was named as a promise here, the soonest of several; null where none was, or each is promised. */
  promise: { when: string | null; keep: () => void } | null
  /** `read` while it is still being found out. */
  next: { person: { name: string } | null; subject: string } | 'read' | null
  goOn: () => void
  goBack: () => void
}

/** What was just done, and the case to go on with one key away. */
export function DoneLine({ sentence, promise, next, goOn, goBack }: Props) {
  return (
    <div ref={useLastButton()} className={classes['done']}>
      <p className="line">
        <Mark name="check" tone="quiet" />
        {sentence}
      </p>
      {promise ? (
        <Button keyName="P" onClick={promise.keep}>
          {promiseWords(promise.when && instantAt(promise.when))}
        </Button>
      ) : null}
      {next ? (
        <Button keyName="]" onClick={goOn}>
          <span className="clip">
            {next === 'read'
              ? say('Next')
              : say('Next: {name}, {subject}', {
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

/** Which date is kept, where the words told one. */
const promiseWords = (at: Temporal.Instant | null | '') =>
  at
    ? say('Keep {when} as a promise', { when: momentWords(at, Temporal.Now.instant()) })
    : say('Keep the date as a promise')

/** What has to be written down before what was just asked for, one key away. */
export function FirstLine({ sentence, goOn }: { sentence: string; goOn: () => void }) {
  return (
    <div ref={useLastButton()} className={`${classes['done']} ${classes['first']}`} role="alert">
      <p className="line">
        <Mark name="triangle" tone="quiet" />
        {sentence}
      </p>
      <Button keyName="shift+D" onClick={goOn}>
        {say('Write down what was done')}
      </Button>
    </div>
  )
}

/** A place whose last button is where one goes on. */
function useLastButton() {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector<HTMLElement>('button:last-of-type')?.focus(), [])
  return place
}
