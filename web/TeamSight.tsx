import type { Team } from '#domain/team.ts'
import classes from './TeamSight.module.css'
import { Note } from './ui/Note.tsx'
import { heard } from './words/heard.ts'
import { locale, say } from './words/say.ts'
import { whoSeesTeam } from './who-sees-team.ts'

type Props = {
  team: string
  people: Parameters<typeof whoSeesTeam>[1]
  teams: readonly Team[]
}

/** By name who sees the cases of a team, and where somebody is given them who is not among those. */
export function TeamSight({ team, people, teams }: Props) {
  const { inIt, others, isKept, handedTo } = whoSeesTeam(team, people, teams)
  if (!isKept) return <p className="small waits">{say('Everybody who works on cases sees its cases.')}</p>
  return (
    <div className={classes['sight']}>
      <p className="small">
        {inIt.length === 0
          ? say('Nobody in it sees its cases.')
          : say('Its cases are seen by {names}.', { names: listed(inIt) })}{' '}
        {others.length === 0
          ? null
          : say('{names} see them too: in no team, in one that sees every case, or by their role.', {
              names: listed(others),
            })}
      </p>
      {handedTo.map(({ rung, to }) => (
        <Note key={rung} tone="warn">
          {say('None of them stands on {rung}: there its cases are given to {names} all the same.', {
            rung: heard(rung),
            names: listed(to),
          })}
        </Note>
      ))}
    </div>
  )
}

const most = 12

/** Names as a list; of very many, the first ones and how many there are beside. */
function listed(names: readonly string[]): string {
  const more = names.length - most
  const shown = more > 1 ? [...names.slice(0, most), say('{count} more', { count: more })] : names
  return new Intl.ListFormat(locale()).format(shown)
}
