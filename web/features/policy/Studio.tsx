import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'
import { Opened } from './Opened.tsx'
import { studio } from './queries.ts'
import type { Place } from './place.ts'
import classes from './Studio.module.css'

type Props = { version: number; place: Place; go: (place: Place) => void }

/** One version of the policy: to be read, and where it is a draft, to be written. */
export function Studio({ version, place, go }: Props) {
  const query = useQuery(studio.version(version))
  const { data: me } = useQuery(queries.me)
  if (query.error && !query.data)
    return (
      <main className={classes['page']}>
        <Face says={say('The version could not be read.')}>
          <p>{sentenceOf(query.error)}</p>
          <Button onClick={() => void query.refetch()}>{say('Try again')}</Button>
        </Face>
      </main>
    )
  if (!query.data || !me)
    return (
      <main className={classes['page']}>
        <Bones rows={8} height={34} label={say('The version is being read')} />
      </main>
    )
  const mayWrite = me.role === 'admin' || me.role === 'policy'
  // What was a draft and is one no longer is read anew from what the desk holds.
  return (
    <Opened
      key={`${version} ${query.data.state === 'draft'}`}
      version={query.data}
      mayWrite={mayWrite}
      role={me.role}
      place={place}
      go={go}
    />
  )
}
