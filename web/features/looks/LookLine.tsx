import { Link } from '@tanstack/react-router'
import { exactWords, paperWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import { byWhatWords } from './look-words.ts'
import classes from './Looks.module.css'
import type { Look } from './looks-query.ts'

type Props = { look: Look; only: (person: { id: string; name: string }) => void }

/** One look: when, who, by what, at whom; a name narrows the list to looks at that person. */
export function LookLine({ look: { at, by, readAs, persons, case: from }, only }: Props) {
  const when = Temporal.Instant.from(at)
  return (
    <li>
      <time dateTime={at} title={exactWords(when)}>
        {paperWords(when)}
      </time>
      <span>
        <span className="medium">{by.name}</span> <span className="supports">{byWhatWords(readAs)}</span>
        {from ? (
          <>
            {' · '}
            <Link className="link" to="/cases/$caseId" params={{ caseId: from.id }}>
              {say('Case {number}', { number: String(from.number) })}
            </Link>
          </>
        ) : null}
      </span>
      {persons.length === 0 ? (
        <span className="waits">{say('found nobody')}</span>
      ) : (
        <ul className={classes['persons']} aria-label={say('Who was shown')}>
          {persons.map(({ id, name }) => {
            const called = name ?? say('Not known')
            return (
              <li key={id}>
                <button
                  type="button"
                  className="link"
                  title={say('Only looks at {name}', { name: called })}
                  onClick={() => only({ id, name: called })}
                >
                  {called}
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </li>
  )
}
