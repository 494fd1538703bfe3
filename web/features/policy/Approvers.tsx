import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '#web/queries.ts'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'

const approving = new Set<string>(['admin', 'policy', 'executive'])

type Props = {
  /** Whoever wrote in the version: none of them may approve it. */
  writers: readonly string[]
  /** Any policy, a draft that is still written, or the version that waits for one of them. */
  of: 'any' | 'draft' | number
}

/** Who may approve a version by name, and that it waits for one of them. Where there is nobody, what to do about it. */
export function Approvers({ writers, of }: Props) {
  const { data } = useQuery(queries.members)
  if (!data) return null
  const names = data.members
    .filter(({ id, role, isProgram }) => approving.has(role) && !isProgram && !writers.includes(id))
    .map(({ name }) => name)
  if (names.length === 0)
    return (
      <Note tone="warn">
        <p>
          {say(
            'Nobody is here who may approve it: that takes an administrator, a policy owner or an executive who wrote nothing in it.',
          )}{' '}
          <Link className="link" to="/settings/$part" params={{ part: 'people' }}>
            {say('People and teams')}
          </Link>
        </p>
      </Note>
    )
  const list = new Intl.ListFormat(locale(), { type: 'disjunction' }).format(names.slice(0, 6))
  return <p className="supports">{words(of, list)}</p>
}

function words(of: Props['of'], names: string): string {
  if (of === 'any')
    return say('Policy may be approved by {names}; nobody approves what they wrote.', { names })
  if (of === 'draft') return say('Once it is submitted, it may be approved by {names}.', { names })
  return say('Version {version} waits for approval by {names}.', { version: of, names })
}
