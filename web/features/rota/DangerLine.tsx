import { Link } from '@tanstack/react-router'
import { coversTheWeek } from '#domain/policy/covers-the-week.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import type { Staffing } from './staffing-query.ts'

/** Who is called to a danger, and what is owed while nobody would be: its clock does not wait for the morning. */
export function DangerLine({ staffing, nameOf }: { staffing: Staffing; nameOf: (who: string) => string }) {
  const { danger, rungs, owedAtAnyHour } = staffing
  if (!danger) return null
  const titleOf = (rung: string) => heard(rungs.find(({ id }) => id === rung)?.title ?? rung)
  const standing = rungs.filter(({ keptFor }) => keptFor === 0)
  const called = standing.slice(standing.findIndex(({ id }) => id === danger.rung))
  return (
    <>
      <p className="supports">
        {danger.first === null
          ? say('A danger to somebody goes to {rung}. If one came now, nobody would be called.', {
              rung: titleOf(danger.rung),
            })
          : danger.first.rung === danger.rung
            ? say('A danger to somebody goes to {rung}. If one came now, {name} would be called first.', {
                rung: titleOf(danger.rung),
                name: nameOf(danger.first.to),
              })
            : say(
                'A danger to somebody goes to {rung}. Nobody is there now: if one came, {name} of {above} would be called first.',
                {
                  rung: titleOf(danger.rung),
                  name: nameOf(danger.first.to),
                  above: titleOf(danger.first.rung),
                },
              )}
      </p>
      {owedAtAnyHour === null || coversTheWeek(called) ? null : <AtAnyHour within={owedAtAnyHour} />}
    </>
  )
}

function AtAnyHour({ within }: { within: string }) {
  const minutes = Temporal.Duration.from(within).total('minutes')
  return (
    <p className="supports">
      {say(
        'Policy owes it an answer within {minutes, plural, one {# minute} other {# minutes}} at any hour, and outside the hours that are promised below nobody would be called. Let that rung or one above it be there round the clock, or let the policy count that in the hours of the desk.',
        { minutes },
      )}{' '}
      <Link className="link" to="/policy">
        {say('Policy')}
      </Link>
    </p>
  )
}
