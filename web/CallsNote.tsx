import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { showNotices } from '#contract/notices.ts'
import { deskRoles } from '#domain/role.ts'
import { ask } from './api.ts'
import { queries } from './queries.ts'
import { Note } from './ui/Note.tsx'
import { say } from './words/say.ts'

/** Where one says who is called to a danger: what keeps a call by mail from arriving, or from leading anywhere. */
export function CallsNote() {
  const { data: me } = useQuery(queries.me)
  const isAsked = deskRoles.some((role) => role === me?.role) && !me?.organisation.isSample
  const { data: told } = useQuery({
    queryKey: ['notices'],
    queryFn: () => ask(showNotices, {}),
    enabled: isAsked,
  })
  if (!isAsked || !told || (told.hasRelay && told.sender !== null && told.hasLink)) return null
  const isAdmin = me?.role === 'admin'
  return (
    <Note tone="warn">
      {told.hasRelay ? null : (
        <p>{say('Nobody on call is called by mail: this desk has no relay that its mail leaves by.')}</p>
      )}
      {told.sender === null ? (
        <p>
          {say('Calls by mail come from an address that relays refuse: no connection has one of its own.')}{' '}
          {isAdmin ? (
            <Link className="link" to="/settings/$part" params={{ part: 'connections' }}>
              {say('Connections')}
            </Link>
          ) : null}
        </p>
      ) : null}
      {told.hasLink ? null : (
        <p>
          {say('Calls hold no link that opens elsewhere: the desk does not know where others reach it.')}{' '}
          {isAdmin ? (
            <Link className="link" to="/settings/$part" params={{ part: 'desk' }}>
              {say('Say where')}
            </Link>
          ) : null}
        </p>
      )}
    </Note>
  )
}
