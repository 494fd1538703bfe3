import type { Tone } from '#domain/craft/tone.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import { faultWords, virtueWords } from './tone-sentences.ts'
import classes from './ToneLine.module.css'

/** How a reply sounds, quietly: what is there, what is missing, and which words had better go. It keeps nothing from being sent. */
export function ToneLine({ tone, body }: { tone: Tone | null; body: string }) {
  if (tone === null) return null
  return (
    <section className={classes['tone']} aria-label={say('How it reads')}>
      <ul className={classes['virtues']}>
        {tone.virtues.map(({ virtue, spans, lacks }) => (
          <li key={virtue} data-there={spans.length > 0 && lacks.length === 0}>
            <Mark name={spans.length > 0 ? 'check' : 'ring'} tone="quiet" />
            {virtueWords(virtue, spans.length > 0, lacks)}
          </li>
        ))}
      </ul>
      {tone.faults.length > 0 ? (
        <ul className={classes['faults']}>
          {tone.faults.slice(0, most).map(({ fault, from, to }) => (
            <li key={`${fault} ${from}`}>{faultWords(fault, body.slice(from, to).trim())}</li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

const most = 4
