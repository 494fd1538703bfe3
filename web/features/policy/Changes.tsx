import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { diffPolicies } from '#domain/policy/diff.ts'
import { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { sentenceOf } from '#web/api.ts'
import { Bones, Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'
import { changeWords, sideWords } from './change-words.ts'
import { studio } from './queries.ts'
import classes from './Changes.module.css'

/** What differs from another version, change by change, in sentences; compared here, while one writes. */
export function Changes({ policy, against }: { policy: WrittenPolicy; against: number }) {
  const query = useQuery(studio.version(against))
  const document = query.data?.document
  const before = useMemo(
    () => (document === undefined ? null : (WrittenPolicy.safeParse(document).data ?? null)),
    [document],
  )
  const changes = useMemo(() => (before ? diffPolicies(before, policy) : []), [before, policy])
  if (query.error)
    return (
      <Face says={say('The version that this is compared with could not be read.')}>
        <p>{sentenceOf(query.error)}</p>
      </Face>
    )
  if (!before) return <Bones rows={4} height={40} label={say('The version is being read')} />
  if (changes.length === 0)
    return <p className="supports">{say('Nothing differs from version {version}.', { version: against })}</p>
  return (
    <>
      <p className="supports">
        {say(
          '{count, plural, one {# change} other {# changes}} against version {version}, which is in force.',
          {
            count: changes.length,
            version: against,
          },
        )}
      </p>
      <ol className={classes['changes']} aria-label={say('Changes')}>
        {changes.map((change, place) => (
          // Two changes of one thing may read alike.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <span>{changeWords(change)}</span>
            {change.before !== null || change.after !== null ? (
              <span className={classes['sides']}>
                {change.before === null ? null : <del>{sideWords(change, change.before)}</del>}
                {change.after === null ? null : <ins>{sideWords(change, change.after)}</ins>}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  )
}
