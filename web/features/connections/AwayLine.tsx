import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '#web/queries.ts'
import { useNow } from '#web/ui/use-now.ts'
import { WarnLine } from '#web/ui/WarnLine.tsx'
import { say } from '#web/words/say.ts'
import { connectionsQuery } from './connections-query.ts'
import { healthOf } from './health-words.ts'

/** So long a server may be away before anybody is told: it is often back by then. */
const patience = { minutes: 2 }

/** For those who lead: what customers write does not come in by a connection, and since when. */
export function AwayLine() {
  const { data: me } = useQuery(queries.me)
  const now = useNow()
  const isAsked = me?.role === 'admin' || me?.role === 'lead'
  const { data } = useQuery({ ...connectionsQuery, enabled: isAsked, refetchInterval: 60_000 })
  const away = (data?.connections ?? []).filter(
    (connection) =>
      healthOf(connection, now).tone === 'trouble' &&
      connection.health !== null &&
      Temporal.Instant.compare(Temporal.Instant.from(connection.health.since).add(patience), now) <= 0,
  )
  const [first] = away
  if (!isAsked || !first) return null
  return (
    <WarnLine label={say('Connections that do not answer')}>
      <span>
        <b className="medium">{first.address ?? first.name}</b> {healthOf(first, now).words}
      </span>
      {away.length > 1 ? (
        <span className="supports">
          {say('{count, plural, one {# more connection} other {# more connections}} as well.', {
            count: away.length - 1,
          })}
        </span>
      ) : null}
      {me.role === 'admin' ? (
        <Link className="link" to="/settings/$part" params={{ part: 'connections' }}>
          {say('Connections')}
        </Link>
      ) : null}
    </WarnLine>
  )
}
