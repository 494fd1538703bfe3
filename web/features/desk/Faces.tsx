import { sentenceOf } from '#web/api.ts'
import type { CaseFilter } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'
import classes from './Queue.module.css'

type Props = {
  cases: { isPending: boolean; error: Error | null; refetch: () => Promise<unknown> }
  refused: string
  /** What is looked for stands in more cases than were told. */
  hasMore: boolean
  isEmpty: boolean
  filter: CaseFilter
  drop: () => void
}

/** What a queue shows instead of cases, or above those that may be old: it is being read, cannot be read, or is empty. */
export function Faces({ cases, refused, hasMore, isEmpty, filter, drop }: Props) {
  if (cases.isPending) return <Bones rows={9} label={say('The cases are being read')} />
  if (cases.error && isEmpty)
    return (
      <Face says={say('The queue could not be read.')}>
        <p>{sentenceOf(cases.error)}</p>
        <Button onClick={() => void cases.refetch()}>{say('Try again')}</Button>
      </Face>
    )
  if (refused !== '') return <p className={classes['stale']}>{refused}</p>
  return (
    <>
      {isEmpty ? <Nobody filter={filter} drop={drop} /> : null}
      {hasMore ? (
        <p className={classes['stale']}>{say('More is found than is shown. Add a word to find less.')}</p>
      ) : null}
    </>
  )
}

function Nobody({ filter, drop }: Pick<Props, 'filter' | 'drop'>) {
  const filters = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined || (name === 'state' && value === 'open') ? [] : [name],
  )
  if (filters.length === 0)
    return (
      <Face says={say('Nobody is waiting on this desk.')}>
        {say('A complaint that arrives appears here within a second.')}
      </Face>
    )
  if (filter.owner === 'me' && filter.turn === 'owners' && Object.keys(filter).length === 2)
    return (
      <Face says={say('Nobody is waiting on you.')}>
        <Button onClick={drop}>{say('Show everything open')}</Button>
      </Face>
    )
  return (
    <Face
      says={
        filter.q
          ? say('No case is found for “{words}”.', { words: filter.q })
          : say('No case fits these filters.')
      }
    >
      {filters.some((name) => name !== 'q' && !(filter.q && name === 'state')) ? (
        <Button onClick={drop}>{say('Drop the filters')}</Button>
      ) : (
        say('Try fewer words, or the number of the case.')
      )}
    </Face>
  )
}
