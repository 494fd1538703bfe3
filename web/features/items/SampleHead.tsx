import type { UseQueryResult } from '@tanstack/react-query'
import type { z } from 'zod'
import type { sampleSetAside } from '#contract/keeping.ts'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import classes from './Items.module.css'

type Sample = z.output<typeof sampleSetAside.output>

/** What is asked about the day's sample, and how far it has been answered. */
export function SampleHead({
  sample,
}: {
  sample: Pick<UseQueryResult<Sample>, 'data' | 'error' | 'refetch'>
}) {
  const { data, error, refetch } = sample
  if (error && !data)
    return (
      <div className={classes['sample']}>
        <h2>{say('Today’s sample could not be read.')}</h2>
        <p className="supports">{sentenceOf(error)}</p>
        <Button onClick={() => void refetch()}>{say('Try again')}</Button>
      </div>
    )
  if (!data || data.size === 0) return null
  const { size, items, wrong } = data
  const done = size - items.length
  return (
    <div className={classes['sample']}>
      <h2>
        {items.length > 0
          ? say(
              'Today’s sample: {size}. Was it right to set {size, plural, one {this} other {these}} aside?',
              {
                size,
              },
            )
          : say('Today’s sample is looked at. Tomorrow brings another.')}
      </h2>
      <p className={classes['progress']}>
        <progress max={size} value={done} aria-label={say('Today’s sample')} />
        <span>
          {say('{done} of {size} looked at, {wrong} wrong in the last 30 days', { done, size, wrong })}
        </span>
      </p>
    </div>
  )
}
