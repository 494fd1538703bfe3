import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import type { InFront } from './card-query.ts'
import classes from './Line.module.css'
import { owedLines } from './owed-lines.ts'

/** What policy lets one do now, what it does not, and who comes next. */
export function MayNow({ front }: { front: InFront }) {
  const { next, offeredRung } = front
  return (
    <section className={classes['part']} aria-labelledby="line-may">
      <h2 id="line-may" className="title">
        {say('You may, now')}
      </h2>
      <ul className={classes['may']}>
        {owedLines(front).map(({ may, words, beside }) => (
          <li key={words} data-may={may}>
            <span>{words}</span>
            {beside === undefined ? null : <span className="small waits">{beside}</span>}
          </li>
        ))}
        <li data-may>
          <span>{nextWords(next)}</span>
          <span className="small waits">
            {offeredRung
              ? say('{rung} is asked', { rung: heard(offeredRung.name) })
              : next
                ? say('next rung')
                : ''}
          </span>
        </li>
      </ul>
    </section>
  )
}

const nextWords = (next: InFront['next']) =>
  next
    ? say('Ask {name}, {rung}', { name: next.person.name, rung: heard(next.rung.name) })
    : say('Keep it: the ladder ends here')
