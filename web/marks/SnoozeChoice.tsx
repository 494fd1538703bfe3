import type { SnoozeTime } from '#domain/case/snooze-times.ts'
import { exactWords, momentWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import classes from './SnoozeChoice.module.css'

type Props = {
  times: readonly SnoozeTime[]
  /** Which one is chosen, by what it is called: the moment itself moves on with the clock. */
  chosen: SnoozeTime['is'] | undefined
  choose: (is: SnoozeTime['is']) => void
  now: Temporal.Instant
}

/** Until when a case may rest: one of the times that are offered. */
export function SnoozeChoice({ times, chosen, choose, now }: Props) {
  return (
    <fieldset className={classes['times']} aria-label={say('Until when')}>
      {times.map(({ is, until }) => (
        <label key={is} title={exactWords(until)}>
          <input type="radio" name="until" checked={is === chosen} onChange={() => choose(is)} />
          <span>{nameOf(is)}</span>
          <span className="waits">{momentWords(until, now)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function nameOf(is: SnoozeTime['is']): string {
  switch (is) {
    case 'hour':
      return say('An hour')
    case 'afternoon':
      return say('Until this afternoon')
    case 'tomorrow':
      return say('Until tomorrow morning')
    case 'monday':
      return say('Until Monday morning')
    case 'before-next':
      return say('Until shortly before the next date owed')
  }
}
