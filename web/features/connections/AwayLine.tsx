import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '#web/queries.ts'
import { useNow } from '#web/ui/use-now.ts'
import { WarnLine } from '#web/ui/WarnLine.tsx'
import { say } from '#web/words/say.ts'
import { connectionsQuery, type ConnectionView } from './connections-query.ts'
import { healthOf, stuckWords } from './health-words.ts'

/** So long a server may be away before anybody is told: it is often back by then. */
const patience = { minutes: 2 }

/** For those who lead: what customers write does not come in by a connection, or what we answer does not leave by it, and since when. */
export function AwayLine() {
  const { data: me } = useQuery(queries.me)
  const now = useNow()
  const isAsked = me?.role === 'admin' || me?.role === 'lead'
  const { data } = useQuery({ ...connectionsQuery, enabled: isAsked, refetchInterval: 60_000 })
  const troubled = (data?.connections ?? []).flatMap((connection) => {
    const words = troubleOf(connection, now)
    return words === null ? [] : [{ name: connection.address ?? connection.name, words }]
  })
  const [first] = troubled
  if (!isAsked || !first) return null
  return (
    <WarnLine label={say('Connections that do not answer')}>
      <span>
        <b className="medium">{first.name}</b> {first.words}
      </span>
      {troubled.length > 1 ? (
        <span className="supports">
          {say('{count, plural, one {# more connection} other {# more connections}} as well.', {
            count: troubled.length - 1,
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

/** What has been wrong with a connection for longer than a moment, either way; null where nothing is. */
function troubleOf(connection: ConnectionView, now: Temporal.Instant): string | null {
  const isLasting = (since: string) =>
    Temporal.Instant.compare(Temporal.Instant.from(since).add(patience), now) <= 0
  const { words, tone } = healthOf(connection, now)
  if (tone === 'trouble' && connection.health !== null && isLasting(connection.health.since)) return words
  return connection.stuck !== null && isLasting(connection.stuck.since) ? stuckWords(connection, now) : null
}
