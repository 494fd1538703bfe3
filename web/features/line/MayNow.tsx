import { remedyWords } from '#web/marks/remedy-words.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import type { InFront } from './card-query.ts'
import classes from './Line.module.css'

/** What policy lets one do now, what it does not, and who comes next. */
export function MayNow({ front }: { front: InFront }) {
  const { owed, yours, signer, next, offeredRung } = front
  const remedy = remedyWords(owed)
  return (
    <section className={classes['part']} aria-labelledby="line-may">
      <h2 id="line-may" className="title">
        {say('You may, now')}
      </h2>
      <ul className={classes['may']}>
        <li data-may>
          <span>
            {yours
              ? say('Give what is owed: {remedy}', { remedy })
              : say('Say that it is owed: {remedy}', { remedy })}
          </span>
          <span className="small waits">{yours ? say('yours to sign') : say('owed')}</span>
        </li>
        {yours ? null : (
          <li data-may={false}>
            <span>
              {signer
                ? say('Not sign it: {rung} signs that', { rung: signer.name })
                : say('Not sign it: nobody on the ladder may')}
            </span>
          </li>
        )}
        <li data-may={false}>
          <span>{beyondWords(owed.upTo)}</span>
        </li>
        <li data-may>
          <span>{nextWords(next)}</span>
          <span className="small waits">
            {offeredRung ? say('{rung} is asked', { rung: offeredRung.name }) : next ? say('next rung') : ''}
          </span>
        </li>
      </ul>
    </section>
  )
}

const beyondWords = (upTo: number) =>
  upTo > 0
    ? say('Not more, whoever asks and however many listen')
    : say('No money, whoever asks and however many listen')

const nextWords = (next: InFront['next']) =>
  next
    ? say('Ask {name}, {rung}', { name: next.person.name, rung: heard(next.rung.name) })
    : say('Keep it: the ladder ends here')
