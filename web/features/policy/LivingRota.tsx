import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { holeWords } from '#web/marks/hole-words.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { staffingQuery } from './queries.ts'
import classes from './Side.module.css'

/**
 * What the proof about staffing does not see: it reads the rota that is written in the policy, and the house may keep
 * another, with people who are away. Nothing where that one has no hole.
 */
export function LivingRota() {
  const { data } = useQuery(staffingQuery)
  const holes = (data?.rungs ?? []).flatMap((rung) => rung.holes.map((hole) => ({ rung, hole })))
  const [next] = holes.toSorted((a, b) => a.hole.from.localeCompare(b.hole.from))
  if (!next) return null
  const { rung, hole } = next
  const stretch = { from: Temporal.Instant.from(hole.from), until: Temporal.Instant.from(hole.until) }
  return (
    <p className={`${classes['living'] ?? ''} supports`}>
      {say(
        'This is proved of the rota that is written here. The rota that the house keeps now, with its absences, has {count, plural, one {a hole} other {# holes}} in the next 14 days:',
        { count: holes.length },
      )}{' '}
      {holeWords(heard(rung.title), stretch, rung.zone)}{' '}
      <Link className="link" to="/settings/$part" params={{ part: 'rota' }}>
        {say('Rota and hours')}
      </Link>
    </p>
  )
}
