import { evidenceWords, sourceWords, strengthWord } from '#web/marks/evidence-words.ts'
import { capital } from '#web/ui/in-sentence.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { say } from '#web/words/say.ts'
import type { Card } from './card-query.ts'
import classes from './HowSure.module.css'

type Props = Pick<Card, 'sure' | 'why'>

/**
 * How sure it is who calls, and on what that rests: solid where it is known, dashed where it is likely. What else joins their
 * accounts stands behind it, for whoever wants to know.
 */
export function HowSure({ sure, why }: Props) {
  const mark = <Mark name={sure === 'known' ? 'check' : 'asked'} />
  const [first] = why
  if (!first)
    return (
      <span className={classes['sure']}>
        {mark}
        {sure === 'several' ? say('several people') : say('not known')}
      </span>
    )
  return (
    <details className={classes['sure']}>
      <summary>
        {mark}
        {sure === 'known'
          ? say('known: {why}', { why: ofCall(first.evidence) })
          : say('likely: {why}', { why: ofCall(first.evidence) })}
      </summary>
      <ul aria-label={say('On what it rests')}>
        {why.map(({ evidence, strength, source, at }) => (
          <li key={`${evidence} ${source.id ?? ''} ${at ?? ''}`}>
            {capital(ofCall(evidence))}{' '}
            <span className="waits">
              {say('{strength}, {source}', { strength: strengthWord(strength), source: sourceWords(source) })}{' '}
              {at === null ? null : <Moment at={at} />}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Whoever calls is found by the number. */
const ofCall = (evidence: string) =>
  evidence === 'account' ? say('the number is theirs') : evidenceWords(evidence)
