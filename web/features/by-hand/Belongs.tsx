import { Button } from '#web/ui/Button.tsx'
import { momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import classes from './ByHand.module.css'
import { likelyCase, type Heard, type Suggestions } from './heard.ts'

type Props = {
  heard: Heard
  found: Suggestions | undefined
  choose: (choice: string) => void
}

type Kase = { id: string; number: number; subject: string; lastContactAt: Temporal.Instant | string }

/** Where it will go, said before it is done: a case of its own, or one that is there; and the others that it could join. */
export function Belongs({ heard, found, choose }: Props) {
  const now = useNow()
  const cases = casesIn(heard, found)
  const joined = joinedCase(heard, found)
  if (cases.length === 0) return null
  return (
    <section className={classes['belongs']} aria-label={say('Where it belongs')}>
      <p className={classes['verdict']} aria-live="polite">
        <span className="medium">
          {joined
            ? say('Joins case {number}: {subject}', {
                number: String(joined.number),
                subject: joined.subject,
              })
            : say('Opens a case of its own.')}
        </span>
        {joined ? (
          <Button look="bare" keyName="Alt+O" onClick={() => choose('opens')}>
            {say('Open a new case instead')}
          </Button>
        ) : null}
      </p>
      {joined ? (
        <p className="waits">{say('The last contact was {when}.', { when: whenWords(joined, now) })}</p>
      ) : null}
      <ul>
        {cases
          .filter(({ id }) => id !== joined?.id)
          .map((kase, n) => (
            <li key={kase.id} className={classes['kase']}>
              <span className="clip">
                <span className="medium">{String(kase.number)}</span> {kase.subject}{' '}
                <span className="waits">
                  {kase.isSame
                    ? say('the same matter, {when}', { when: whenWords(kase, now) })
                    : whenWords(kase, now)}
                </span>
              </span>
              <Button
                aria-label={say('Join case {number}', { number: String(kase.number) })}
                {...(n === 0 && !joined && { keyName: 'Alt+J' })}
                onClick={() => choose(kase.id)}
              >
                {say('Join')}
              </Button>
            </li>
          ))}
      </ul>
    </section>
  )
}

const whenWords = ({ lastContactAt }: Kase, now: Temporal.Instant) =>
  momentWords(Temporal.Instant.from(lastContactAt), now)

/** The cases that it could join: of the same matter first, then what else is open of whom it is. */
export function casesIn({ person }: Heard, found: Suggestions | undefined) {
  const same = (found?.same ?? []).map((kase) => ({ ...kase, isSame: true }))
  const theirs = (found?.people ?? [])
    .filter(({ id, by }) => id === person?.id || by !== 'name')
    .flatMap(({ cases }) => cases)
    .filter(({ id }) => !same.some((one) => one.id === id))
  return [...same, ...theirs.map((kase) => ({ ...kase, isSame: false }))].slice(0, 6)
}

/** The case that it joins as things stand. */
export function joinedCase(heard: Heard, found: Suggestions | undefined) {
  if (heard.choice === 'opens') return undefined
  if (heard.choice !== null) return casesIn(heard, found).find(({ id }) => id === heard.choice)
  return likelyCase(heard, found)
}
