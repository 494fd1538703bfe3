import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '#web/queries.ts'
import { heard } from '#web/words/heard.ts'
import { WarnLine } from '#web/ui/WarnLine.tsx'
import { say } from '#web/words/say.ts'
import { holeWords } from '#web/marks/hole-words.ts'
import { staffingQuery } from './staffing-query.ts'

/** For those who say who stands where: the next stretch in which nobody does. */
export function HolesLine() {
  const { data: me } = useQuery(queries.me)
  const isAsked = me?.role === 'admin' || me?.role === 'lead'
  const { data } = useQuery({ ...staffingQuery, enabled: isAsked, staleTime: 60_000 })
  const holes = (data?.rungs ?? []).flatMap((rung) => rung.holes.map((hole) => ({ rung, hole })))
  const [next] = holes.toSorted((a, b) => a.hole.from.localeCompare(b.hole.from))
  if (!isAsked || !next) return null
  const { rung, hole } = next
  const stretch = { from: Temporal.Instant.from(hole.from), until: Temporal.Instant.from(hole.until) }
  return (
    <WarnLine label={say('Holes in the rota')}>
      <span>{holeWords(heard(rung.title), stretch, rung.zone)}</span>
      {holes.length > 1 ? (
        <span className="supports">
          {say('{count, plural, one {# more stretch} other {# more stretches}} in the next 14 days.', {
            count: holes.length - 1,
          })}
        </span>
      ) : null}
      <Link className="link" to="/settings/$part" params={{ part: 'rota' }}>
        {say('Rota and hours')}
      </Link>
    </WarnLine>
  )
}
