import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { isOnlyHere } from '#domain/public-address.ts'
import { usePublicAddress } from './public-address.ts'
import { queries } from './queries.ts'
import { Note } from './ui/Note.tsx'
import { say } from './words/say.ts'

/** Says that a link is of no use to anybody else, where it leads to this machine only. */
export function OnlyHereNote() {
  const { data: me } = useQuery(queries.me)
  if (!isOnlyHere(usePublicAddress())) return null
  return (
    <Note tone="warn">
      <p>
        {say('This link opens on this machine alone: the desk does not know where others reach it.')}{' '}
        {me?.role === 'admin' ? (
          <Link className="link" to="/settings/$part" params={{ part: 'desk' }}>
            {say('Say where')}
          </Link>
        ) : null}
      </p>
    </Note>
  )
}
