import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '#web/api.ts'
import { useLiveness } from '#web/live.ts'
import { queries } from '#web/queries.ts'
import { Key } from '#web/ui/Key.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import classes from './Desk.module.css'
import { soundnessOf } from './soundness-of.ts'

/** The last line of the queue: whether everything adds up, and whether what one sees is live. */
export function Soundness() {
  const { data, error } = useQuery(queries.audit)
  const live = useLiveness()
  const now = useNow()
  const { isSound, sentence } = data
    ? soundnessOf(data)
    : { isSound: !error, sentence: error ? sentenceOf(error) : '' }
  const checked = data?.verifiedTo
    ? ` Checked ${momentWords(Temporal.Instant.from(data.verifiedTo), now)}.`
    : ''
  return (
    <div className={classes['sound']}>
      <Mark name={isSound && live.isLive ? 'check' : 'cross'} />
      <p>
        {live.isLive ? null : <b>Not live since {momentWords(live.since, now)}, trying again. </b>}
        {sentence}
        {checked}
      </p>
      <p className={classes['keys']} aria-hidden="true">
        <span>
          <Key name="J" /> <Key name="K" /> move
        </span>
        <span>
          <Key name="Enter" /> open
        </span>
        <span>
          <Key name="?" /> all keys
        </span>
      </p>
    </div>
  )
}
