import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '#web/api.ts'
import { countWords } from '#web/ui/count-words.ts'
import { useCounts } from '#web/use-counts.ts'
import { useLiveness } from '#web/live.ts'
import { queries, type CaseFilter } from '#web/queries.ts'
import { Key } from '#web/ui/Key.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { numberWords } from '#web/ui/number-words.ts'
import { momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { defaultViews, isSameFilter } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import classes from './Desk.module.css'
import { soundnessOf } from './soundness-of.ts'

/**
 * The last line of the queue: how much of it is shown, by the menu's count where it has one or by the rows once all are
 * read; whether everything adds up, and whether what one sees is live.
 */
export function Soundness({ filter, rows }: { filter: CaseFilter; rows: number | null }) {
  const { data, error } = useQuery(queries.audit)
  const live = useLiveness()
  const now = useNow()
  const counts = useCounts()
  const view = defaultViews().find((one) => isSameFilter(one.filter, filter))
  const isAll = view?.counter === 'open'
  const shown = counts && view ? countWords(counts[view.counter]) : rows === null ? null : numberWords(rows)
  const told = counts
    ? {
        open: countWords(counts.open),
        resting: counts.snoozed.count > 0 ? countWords(counts.snoozed) : null,
        shown: isAll ? null : shown,
      }
    : null
  const { isSound, sentence } = data
    ? soundnessOf(data, told)
    : { isSound: !error, sentence: error ? sentenceOf(error) : '' }
  const checked = data?.verifiedTo
    ? say('Checked {moment}.', { moment: momentWords(Temporal.Instant.from(data.verifiedTo), now) })
    : ''
  return (
    <div className={classes['sound']} data-quiet={isSound && live.isLive}>
      <Mark name={isSound && live.isLive ? 'check' : 'cross'} />
      <p>
        {live.isLive ? null : (
          <b>{say('Not live since {moment}, trying again.', { moment: momentWords(live.since, now) })} </b>
        )}
        {[sentence, checked].filter(Boolean).join(' ')}
      </p>
      <p className={classes['keys']} aria-hidden="true">
        <span>
          <Key name="J" /> <Key name="K" /> {say('move')}
        </span>
        <span>
          <Key name="Enter" /> {say('open')}
        </span>
        <span>
          <Key name="?" /> {say('all keys')}
        </span>
      </p>
    </div>
  )
}
