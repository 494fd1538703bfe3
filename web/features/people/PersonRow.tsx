import { useState } from 'react'
import { roleWords } from '#web/marks/role-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { heard } from '#web/words/heard.ts'
import { locale, say } from '#web/words/say.ts'
import { LeaveForm } from './LeaveForm.tsx'
import type { Person, Team } from './people-queries.ts'
import { PersonForm } from './PersonForm.tsx'
import classes from './People.module.css'

type Props = {
  person: Person
  teams: readonly Team[]
  all: readonly Person[]
  isOpen: boolean
  open: (isOpen: boolean) => void
}

/** A colleague on one line; opened, everything that can be changed in its place. */
export function PersonRow({ person, teams, all, isOpen, open }: Props) {
  const [isLeaving, leave] = useState(false)
  const inTeams = teams.filter(({ id }) => person.teams.includes(id)).map(({ name }) => name)
  const close = () => {
    leave(false)
    open(false)
  }
  return (
    <li className={classes['row']}>
      <div className={classes['line']}>
        <div className={classes['who']}>
          <p className="medium clip">{person.name}</p>
          <p className="small waits clip">
            {person.email ?? (person.isProgram ? person.id : say('no e-mail yet'))}
          </p>
        </div>
        <p>
          {person.isProgram
            ? say('Program, may what this role may: {role}', { role: roleWords(person.role) })
            : roleWords(person.role)}
        </p>
        <div className={classes['who']}>
          <p className="clip">{inTeams.length > 0 ? new Intl.ListFormat(locale()).format(inTeams) : null}</p>
          {person.rungs.length > 0 ? (
            <p className="small">
              {say('Stands on {rungs}', {
                rungs: new Intl.ListFormat(locale()).format(person.rungs.map(heard)),
              })}
            </p>
          ) : null}
          <Standing person={person} />
        </div>
        <Button
          aria-expanded={isOpen}
          aria-label={say('Change {name}', { name: person.name })}
          onClick={() => (isOpen ? close() : open(true))}
        >
          {isOpen ? say('Close') : say('Change')}
        </Button>
      </div>
      {isOpen && !isLeaving ? (
        <PersonForm person={person} teams={teams} close={close} letGo={() => leave(true)} />
      ) : null}
      {isOpen && isLeaving ? <LeaveForm person={person} all={all} close={close} /> : null}
    </li>
  )
}

/** What is worth knowing at a glance: that they have not come yet, when they were here last, what they hold. */
function Standing({ person }: { person: Person }) {
  const holds =
    person.open > 0
      ? say('{count, plural, one {# open case} other {# open cases}}', { count: person.open })
      : null
  if (person.isProgram) return holds === null ? null : <p className="small waits">{holds}</p>
  return (
    <p className="small waits">
      {person.seenAt === null ? (
        say('invited, not here yet')
      ) : (
        <>
          {say('here')} <Moment at={person.seenAt} />
        </>
      )}
      {holds === null ? null : ` · ${holds}`}
      {person.hasSecondStep ? ` · ${say('second step')}` : null}
    </p>
  )
}
