import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { EraseForm } from './EraseForm.tsx'
import { calledName, type Person } from './found-person.ts'
import { personsQuery } from './keeping-queries.ts'
import classes from './Keeping.module.css'

/** Finds a person, shows what would go, and erases them once their name is typed. */
export function ErasePerson() {
  const [typed, setTyped] = useState('')
  const [chosen, choose] = useState<Person>()
  const [cases, setCases] = useState<number>()
  const looked = useDeferredValue(typed.trim())
  const found = useQuery(personsQuery(looked))
  const persons = looked.length >= 2 ? (found.data?.persons ?? []) : []
  if (chosen)
    return (
      <EraseForm
        person={chosen}
        close={() => choose(undefined)}
        erased={(count) => {
          choose(undefined)
          setTyped('')
          setCases(count)
        }}
      />
    )
  return (
    <>
      <TextInput
        className={classes['find']}
        label={say('Find a person')}
        description={say('The beginning of the name, or a whole address or number.')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setCases(undefined)
        }}
      />
      {cases === undefined ? null : (
        <Note>
          {say(
            '{cases, plural, =0 {Erased. There was no case.} one {Erased. What was done in # case stays provable.} other {Erased. What was done in # cases stays provable.}}',
            { cases },
          )}
        </Note>
      )}
      {found.error ? <Note tone="danger">{sentenceOf(found.error)}</Note> : null}
      {looked.length >= 2 && found.data && persons.length === 0 ? (
        <p className="supports">{say('Nobody is found for “{typed}”.', { typed: looked })}</p>
      ) : null}
      {persons.length > 0 ? (
        <ul className={classes['persons']} aria-label={say('People found')}>
          {persons.map((person) => (
            <li key={person.id}>
              <button type="button" onClick={() => choose(person)}>
                <b className="clip">{calledName(person)}</b>
                <span className="clip supports">{person.addresses.join(', ')}</span>
                <span className="waits">
                  {say('{cases, plural, =0 {no case} one {# case} other {# cases}}', { cases: person.cases })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
