import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { roles, type Role } from '#domain/role.ts'
import { roleMeaning, roleWords } from '#web/marks/role-words.ts'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { say } from '#web/words/say.ts'
import type { Team } from './people-queries.ts'
import classes from './People.module.css'

/** What is said of a colleague while it is written. */
export type PersonDraft = { name: string; email: string; role: Role; teams: readonly string[] }

type Props = { draft: PersonDraft; change: (draft: PersonDraft) => void; teams: readonly Team[] }

/** Name, e-mail, role and teams of a colleague. */
export function PersonFields({ draft, change, teams }: Props) {
  return (
    <>
      <div className={classes['fields']}>
        <TextInput
          label={say('Name')}
          value={draft.name}
          onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
          ref={focusAtOnce}
          autoComplete="off"
          required
          withAsterisk={false}
        />
        <TextInput
          label={say('E-mail')}
          type="email"
          value={draft.email}
          onChange={(event) => change({ ...draft, email: event.currentTarget.value })}
          autoComplete="off"
        />
        <NativeSelect
          label={say('Role')}
          description={roleMeaning(draft.role)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.role}
          onChange={(event) => {
            const role = roles.find((known) => known === event.currentTarget.value)
            if (role) change({ ...draft, role })
          }}
          data={roles.map((role) => ({ value: role, label: roleWords(role) }))}
        />
      </div>
      {teams.length > 0 ? (
        <fieldset className={classes['teams']}>
          <legend>{say('Teams')}</legend>
          {teams.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={draft.teams.includes(id)}
              onChange={(event) =>
                change({
                  ...draft,
                  teams: event.currentTarget.checked
                    ? [...draft.teams, id]
                    : draft.teams.filter((team) => team !== id),
                })
              }
            />
          ))}
        </fieldset>
      ) : null}
    </>
  )
}
