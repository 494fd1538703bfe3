import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { erasePerson } from '#contract/people.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { calledName, type Person } from './found-person.ts'
import classes from './Keeping.module.css'

type Props = { person: Person; close: () => void; erased: (cases: number) => void }

const stale = ['persons', 'erasures', 'case', 'cases', 'items', 'doubts']

/** What goes with a person and what stays; done once their name was typed. */
export function EraseForm({ person, close, erased }: Props) {
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const name = calledName(person)
  const isTyped = typed.trim().toLowerCase() === name.trim().toLowerCase()
  const erase = useMutation({
    mutationFn: () => ask(erasePerson, { personId: person.id, key: `erase ${person.id}` }),
    onSuccess: ({ cases }) => {
      announce(say('{name} is erased.', { name }))
      for (const list of stale) void client.invalidateQueries({ queryKey: [list] })
      erased(cases)
    },
  })
  return (
    <form
      className={classes['erase']}
      aria-label={say('Erase {name}', { name })}
      onSubmit={(event) => {
        event.preventDefault()
        if (isTyped) erase.mutate()
      }}
    >
      <p>
        <b className={classes['name']}>{name}</b>{' '}
        <span className="supports">{person.addresses.join(', ')}</span>
      </p>
      <dl>
        <dt>{say('What is erased')}</dt>
        <dd>
          {say(
            '{cases, plural, =0 {Name, addresses and everything that came from them.} one {Name, addresses, and every message, file, note and original of # case.} other {Name, addresses, and every message, file, note and original of # cases.}}',
            { cases: person.cases },
          )}
        </dd>
        <dt>{say('What stays')}</dt>
        <dd>{say('That something was done, when, and by whom; without a word of theirs.')}</dd>
        <dt>{say('What waits')}</dt>
        <dd>{say('A reply to them that has not been sent is withdrawn.')}</dd>
      </dl>
      {person.open.length > 0 ? (
        <Note tone="warn">
          {say(
            '{open, plural, one {A case is still open, and stays open without words and without anybody to answer:} other {# cases are still open, and stay open without words and without anybody to answer:}}',
            { open: person.open.length },
          )}{' '}
          {person.open.map(({ id, number }, place) => (
            <span key={id}>
              {place > 0 ? ', ' : null}
              <Link className="link" to="/cases/$caseId" params={{ caseId: id }}>
                {number}
              </Link>
            </span>
          ))}
        </Note>
      ) : null}
      <TextInput
        label={say('Type “{name}” to erase them for good', { name })}
        autoComplete="off"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {erase.error ? <Note tone="danger">{sentenceOf(erase.error)}</Note> : null}
      <div className={classes['acts']}>
        <Button type="submit" busy={erase.isPending} disabled={!isTyped}>
          {say('Erase {name} for good', { name })}
        </Button>
        <Button look="bare" onClick={close}>
          {say('Keep them')}
        </Button>
      </div>
    </form>
  )
}
