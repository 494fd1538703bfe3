import { NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { casesInHand, endPerson } from '#contract/accounts.ts'
import { deskRoles } from '#domain/role.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones } from '#web/ui/Face.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useOnce } from '#web/use-once.ts'
import { say } from '#web/words/say.ts'
import { StandsYet } from './StandsYet.tsx'
import type { Person } from './people-queries.ts'
import classes from './People.module.css'

type Props = { person: Person; all: readonly Person[]; close: () => void }

/** Lets a colleague leave: what they answer for and have promised is seen first, and goes to somebody. */
export function LeaveForm({ person, all, close }: Props) {
  const client = useQueryClient()
  const { data, error } = useQuery({
    queryKey: ['people', person.id, 'cases'],
    queryFn: () => ask(casesInHand, { handle: person.id }),
  })
  const heirs = all.filter(({ id, role }) => id !== person.id && deskRoles.some((known) => known === role))
  const [chosen, choose] = useState('')
  const cases = data?.cases ?? []
  const promises = data?.promises ?? []
  const hasHands = cases.length + promises.length > 0
  const end = useMutation({
    mutationFn: useOnce((leaving: { handle: string; successor: string | undefined }, key) =>
      ask(endPerson, { ...leaving, key }),
    ),
    onSuccess: () =>
      Promise.all(
        ['people', 'members', 'cases', 'teams'].map((list) => client.invalidateQueries({ queryKey: [list] })),
      ),
  })
  const failed = end.error ?? error
  return (
    <form
      className={classes['form']}
      aria-label={say('{name} leaves', { name: person.name })}
      onSubmit={(event) => {
        event.preventDefault()
        end.mutate({ handle: person.id, successor: chosen || undefined })
      }}
    >
      {person.rungs.length > 0 ? <StandsYet person={person} /> : null}
      {data ? (
        <>
          <Hands name={person.name} cases={cases} hasMore={data.hasMore} />
          <Promises promises={promises} />
        </>
      ) : (
        <Bones rows={2} height={28} label={say('Their cases are being read')} />
      )}
      {hasHands ? (
        <NativeSelect
          label={cases.length > 0 ? say('Who gets them') : say('Who keeps them')}
          required
          withAsterisk={false}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            { value: '', label: say('Choose …') },
            ...heirs.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      {failed ? <Note tone="danger">{sentenceOf(failed)}</Note> : null}
      <p className={classes['acts']}>
        <Button
          type="submit"
          look="go"
          busy={end.isPending}
          disabled={!data}
          waitsFor={person.rungs.length > 0 ? say('They still stand on a rung.') : null}
        >
          {hasHands ? say('Hand over and let go') : say('Let go')}
        </Button>
        <Button look="bare" onClick={close}>
          {say('Not now')}
        </Button>
      </p>
    </form>
  )
}

type Hand = { id: string; number: number; subject: string }

function Hands({ name, cases, hasMore }: { name: string; cases: readonly Hand[]; hasMore: boolean }) {
  return (
    <>
      <p>
        {say(
          '{count, plural, =0 {{name} answers for no open case.} one {{name} answers for one open case.} other {{name} answers for # open cases.}} Their sessions and tokens end at once; what they did stays.',
          { name, count: cases.length },
        )}
      </p>
      {cases.length > 0 ? (
        <ul className={classes['cases']}>
          {cases.map(({ id, number, subject }) => (
            <li key={id} className="clip">
              <span className="waits">{number}</span>{' '}
              <Link className="link" to="/cases/$caseId" params={{ caseId: id }}>
                {subject || say('No subject')}
              </Link>
            </li>
          ))}
          {hasMore ? <li className="waits">{say('and more')}</li> : null}
        </ul>
      ) : null}
    </>
  )
}

type Promised = z.output<typeof casesInHand.output>['promises'][number]

/** What they have promised and not yet kept, on whosever case: somebody has to. */
function Promises({ promises }: { promises: readonly Promised[] }) {
  if (promises.length === 0) return null
  return (
    <>
      <p>
        {say(
          '{count, plural, one {One promise of theirs is still to be kept.} other {# promises of theirs are still to be kept.}}',
          { count: promises.length },
        )}
      </p>
      <ul className={classes['cases']}>
        {promises.map(({ id, caseId, number, what, subject, dueAt }) => (
          <li key={id} className="clip">
            <span className="waits">{number}</span>{' '}
            <Link className="link" to="/cases/$caseId" params={{ caseId }}>
              {what || subject || say('No subject')}
            </Link>{' '}
            <Moment at={dueAt} />
          </li>
        ))}
      </ul>
    </>
  )
}
