import type { z } from 'zod'
import type { ReachView } from '#contract/lookup.ts'
import { Button } from '#web/ui/Button.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { numberWords } from '#web/ui/number-words.ts'
import { say } from '#web/words/say.ts'
import classes from './Looking.module.css'

type View = z.output<typeof ReachView>
type Estimate = Extract<View, { sight: 'shown' }>['estimate']

/**
 * How far their voice carries, as a range with its age. It is closed until somebody opens it, which the case records: whoever
 * has looked grants no gesture there any more.
 */
export function Reach({ reach, open, isOpening }: { reach: View; open: () => void; isOpening: boolean }) {
  if (reach.sight === 'hidden') return null
  if (reach.sight === 'to-open')
    return (
      <div className={classes['closed']}>
        <p className="small supports">
          {say(
            'Closed, so that you decide without it. Looking is recorded, and you can grant no gesture here then.',
          )}
        </p>
        <Button busy={isOpening} onClick={open}>
          {say('Look all the same')}
        </Button>
      </div>
    )
  return <Range estimate={reach.estimate} />
}

function Range({ estimate }: { estimate: Estimate }) {
  if (estimate.state === 'unknown')
    return (
      <div className={classes['range']}>
        <span className={classes['hatched']} aria-hidden="true" />
        <span className="small medium">{say('Unknown')}</span>
        <p className="small supports">
          {unknownWords(estimate.because)}{' '}
          {estimate.since ? (
            <>
              {say('since')} <Moment at={estimate.since} />
            </>
          ) : null}
        </p>
      </div>
    )
  const { low, likely, high, sources } = estimate
  const [newest] = sources.toSorted((a, b) => b.at.localeCompare(a.at))
  return (
    <div className={classes['range']}>
      <span className={classes['scale']} aria-hidden="true">
        <i style={{ insetInlineStart: `${place(low)}%`, insetInlineEnd: `${100 - place(high)}%` }} />
        <b style={{ insetInlineStart: `${place(likely)}%` }} />
      </span>
      <span className="small medium">
        {say('{low} to {high}', { low: numberWords(low), high: numberWords(high) })}
      </span>
      {newest ? (
        <p className="small supports">
          {say('Likely {likely}. Counted on {network}', {
            likely: numberWords(likely),
            network: newest.network,
          })}{' '}
          <Moment at={newest.at} />
        </p>
      ) : null}
    </div>
  )
}

function unknownWords(because: Extract<Estimate, { state: 'unknown' }>['because']): string {
  switch (because) {
    case 'no-account':
      return say('No account of theirs on a network is known.')
    case 'never-asked':
      return say('Nobody has counted yet.')
    case 'network-down':
      return say('The network does not answer')
  }
}

/** Where a count stands on a scale of powers of ten, from one to a hundred million, in percent. */
const place = (count: number) => Math.min(100, (Math.log10(Math.max(1, count)) / 8) * 100)
