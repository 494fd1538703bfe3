import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { listErasures } from '#contract/keeping.ts'
import { sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { exactWords } from '#web/ui/time-words.ts'
import { locale, say } from '#web/words/say.ts'
import { erasuresQuery } from './keeping-queries.ts'
import classes from './Keeping.module.css'

type Erasure = z.output<typeof listErasures.output>['erasures'][number]

/** Who was erased, when and by whom, what of them and what stays: without a name, because that is what was erased. */
export function Ledger() {
  const ledger = useQuery(erasuresQuery)
  const { data: people } = useQuery(queries.everybody)
  if (ledger.isPending) return <Bones rows={2} height={52} label={say('The ledger is being read')} />
  if (ledger.error && !ledger.data)
    return (
      <Face says={say('The ledger could not be read.')}>
        <p>{sentenceOf(ledger.error)}</p>
        <Button onClick={() => void ledger.refetch()}>{say('Try again')}</Button>
      </Face>
    )
  const erasures = ledger.data?.erasures ?? []
  if (erasures.length === 0) return <p className="supports">{say('Nobody was erased yet.')}</p>
  return (
    <>
      <p className="small waits">
        {say(
          'The newest hundred, without names: those were erased. The number stands for the person, should they ask again.',
        )}
      </p>
      <ul className={classes['ledger']} aria-label={say('Who was erased')}>
        {erasures.map((erasure) => (
          <Line
            key={erasure.personId}
            erasure={erasure}
            by={people?.members.find(({ id }) => id === erasure.by)?.name ?? erasure.by}
          />
        ))}
      </ul>
    </>
  )
}

function Line({ erasure: { personId, at, cases, withdrawn }, by }: { erasure: Erasure; by: string }) {
  const when = Temporal.Instant.from(at)
  return (
    <li>
      <p>
        <span className="medium">
          {say('{who} erased a person: their name, addresses and everything they and we wrote.', { who: by })}
        </span>{' '}
        <span className="waits">
          <time dateTime={at} title={exactWords(when)}>
            {when.toLocaleString(locale(), { dateStyle: 'long', timeStyle: 'short' })}
          </time>
        </span>
      </p>
      <p className="supports">
        {cases === null
          ? null
          : say(
              '{cases, plural, =0 {They had no case.} one {Their case stays: what was done, when and by whom, without a word of it.} other {Their # cases stay: what was done, when and by whom, without a word of it.}}',
              { cases: cases.length },
            )}{' '}
        {(cases ?? []).map(({ id, number }, place) => (
          <span key={id}>
            {place > 0 ? ', ' : null}
            <Link className="link" to="/cases/$caseId" params={{ caseId: id }}>
              {say('Case {number}', { number: String(number) })}
            </Link>
          </span>
        ))}
      </p>
      {withdrawn !== null && withdrawn > 0 ? (
        <p className="supports">
          {say(
            '{count, plural, one {A reply that waited to be sent was withdrawn.} other {# replies that waited to be sent were withdrawn.}}',
            { count: withdrawn },
          )}
        </p>
      ) : null}
      <p className={classes['id']}>{say('Number {id}', { id: personId })}</p>
    </li>
  )
}
