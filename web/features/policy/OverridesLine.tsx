import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { say } from '#web/words/say.ts'
import { dayWords } from './day-words.ts'
import { studio } from './queries.ts'
import classes from './OverridesLine.module.css'

/** To everybody: the findings of the policy that somebody answers for by name, in spite of the proof. */
export function OverridesLine() {
  const { data } = useQuery(studio.overrides)
  const standing = (data?.overrides ?? []).filter(
    ({ state, isInForce, openCases }) => state === 'standing' || isInForce || openCases > 0,
  )
  if (standing.length === 0) return null
  return (
    <aside className={classes['line']} aria-label={say('Findings that somebody answers for')}>
      {standing.map(({ id, version, executive, until, because, findings }) => (
        <p key={id}>
          <span>
            {say(
              'Policy {version} has {count, plural, one {# finding} other {# findings}} in spite of the proof. {name} answers for it until {day}:',
              { version, count: findings.length, name: executive.name, day: dayWords(until) },
            )}{' '}
            <q>{because}</q>
          </span>
          <Link className="link" to="/policy/$version" params={{ version: String(version) }}>
            {say('Read it')}
          </Link>
        </p>
      ))}
    </aside>
  )
}
