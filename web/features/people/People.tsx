import '@mantine/core/styles/Checkbox.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { FounderNote } from '#web/FounderNote.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'
import { InviteForm } from './InviteForm.tsx'
import { peopleQuery, teamsQuery, type Doing, type Person } from './people-queries.ts'
import { PersonRow } from './PersonRow.tsx'
import { Teams } from './Teams.tsx'
import classes from './People.module.css'

/** The colleagues, their roles and teams: inviting, changing, letting go. */
export function People() {
  const people = useQuery(peopleQuery)
  const { data: teams } = useQuery(teamsQuery)
  // One thing at a time: what is opened closes what was.
  const [open, show] = useState<string | null>(null)
  const doing = { open, show }
  const all = people.data?.people ?? []
  const here = all.filter(({ endedAt }) => endedAt === null)
  return (
    <main className={classes['page']}>
      <div className={classes['head']}>
        <h1>{say('People and teams')}</h1>
        {open === 'invite' ? null : (
          <Button look={open === null ? 'go' : 'plain'} onClick={() => show('invite')}>
            {say('Invite somebody')}
          </Button>
        )}
      </div>
      {open === 'invite' ? <InviteForm teams={teams?.teams ?? []} close={() => show(null)} /> : null}
      <FounderNote />
      {people.isPending ? <Bones rows={5} label={say('The colleagues are being read')} /> : null}
      {people.error && all.length === 0 ? (
        <Face says={say('The colleagues could not be read.')}>
          <p>{sentenceOf(people.error)}</p>
          <Button onClick={() => void people.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {people.data ? (
        <>
          <Rows
            title={say('Colleagues')}
            people={here.filter(({ isProgram }) => !isProgram)}
            all={here}
            {...doing}
          />
          <Teams teams={teams?.teams ?? []} {...doing} />
          <Rows
            title={say('Programs')}
            says={say('They ask by a token, each in its own name.')}
            people={here.filter(({ isProgram }) => isProgram)}
            all={here}
            {...doing}
          />
          <Gone people={all.filter(({ endedAt }) => endedAt !== null)} />
        </>
      ) : null}
    </main>
  )
}

type RowsProps = Doing & {
  title: string
  says?: string
  people: readonly Person[]
  all: readonly Person[]
}

function Rows({ title, says, people, all, open, show }: RowsProps) {
  const { data: teams } = useQuery(teamsQuery)
  if (people.length === 0) return null
  return (
    <section className={classes['part']} aria-label={title}>
      <h2>{title}</h2>
      {says === undefined ? null : <p className="supports">{says}</p>}
      <ul className={classes['list']}>
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            teams={teams?.teams ?? []}
            all={all}
            isOpen={open === `person ${person.id}`}
            open={(isOpen) => show(isOpen ? `person ${person.id}` : null)}
          />
        ))}
      </ul>
    </section>
  )
}

function Gone({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return null
  return (
    <details className={classes['gone']}>
      <summary>
        {say('{count, plural, one {One has left} other {# have left}}', { count: people.length })}
      </summary>
      <ul>
        {people.map(({ id, name, email }) => (
          <li key={id}>{email === null ? name : say('{name}, {email}', { name, email })}</li>
        ))}
      </ul>
    </details>
  )
}
