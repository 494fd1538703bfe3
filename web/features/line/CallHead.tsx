import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { sinceWords, stateWords } from './call-words.ts'
import classes from './Line.module.css'
import { callerName, type Call } from './which-call.ts'

type Props = {
  call: Call
  calls: readonly Call[]
  choose: (id: string) => void
  /** Where no telephone says that it is over. */
  hangUp: (() => void) | null
}

/** How the call stands, from which number, and who else waits. */
export function CallHead({ call, calls, choose, hangUp }: Props) {
  const now = useNow()
  const others = calls.filter(({ id }) => id !== call.id)
  return (
    <section className={classes['ring']} data-state={call.state} aria-label={say('The call')}>
      <span className={classes['dot']} aria-hidden="true" />
      <div className={classes['grow']}>
        <p className="medium">{stateWords(call)}</p>
        <p className="small supports clip">
          {call.from ?? say('Number withheld')}, {sinceWords(call, now)}
        </p>
      </div>
      {hangUp ? <Button onClick={hangUp}>{say('The call is over')}</Button> : null}
      {others.length > 0 ? (
        <ul className={classes['others']} aria-label={say('Other calls')}>
          {others.map((other) => (
            <li key={other.id}>
              <button type="button" onClick={() => choose(other.id)}>
                <span className="clip">{callerName(other) ?? say('Number withheld')}</span>
                <span className="waits">{stateWords(other)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
