import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { roles, worksOnCases, type Role } from '#domain/role.ts'
import { roleMeaning, roleWords } from '#web/marks/role-words.ts'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { Choices } from './Choices.tsx'
import { staffingQuery, type Team } from './people-queries.ts'
import classes from './People.module.css'

/** What is said of a colleague while it is written. */
export type PersonDraft = {
  name: string
  email: string
  role: Role
  teams: readonly string[]
  /** The rungs on whose rota they stand; null as long as nothing is said of it. */
  rungs: readonly string[] | null
}

/** Such a draft, read back. */
export const PersonDraftShape: z.ZodType<PersonDraft> = z.object({
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  teams: z.array(z.string()),
  rungs: z.array(z.string()).nullable(),
})

type Props = {
  draft: PersonDraft
  change: (draft: PersonDraft) => void
  teams: readonly Team[]
  /** A program stands on no rung. */
  isProgram?: boolean
  /** Whom nobody reaches without it: an invitation is for an address. */
  needsEmail?: boolean
  /** The titles of the rungs on which they stand by now. */
  standsOn?: readonly string[]
}

/** Name, e-mail, role, teams and rungs of a colleague. */
export function PersonFields({
  draft,
  change,
  teams,
  isProgram = false,
  needsEmail = false,
  standsOn,
}: Props) {
  const { data: staffing } = useQuery({ ...staffingQuery, enabled: !isProgram })
  const rungs = (staffing?.rungs ?? []).filter(({ keptFor }) => keptFor === 0)
  const chosen = draft.rungs ?? rungs.filter(({ title }) => standsOn?.includes(title)).map(({ id }) => id)
  return (
    <>
      <div className={classes['fields']}>
        <TextInput
          label={say('Name')}
          value={draft.name}
          onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
          maxLength={200}
          ref={focusAtOnce}
          autoComplete="off"
          required
          withAsterisk={false}
        />
        <TextInput
          label={say('E-mail')}
          type="email"
          maxLength={320}
          value={draft.email}
          onChange={(event) => change({ ...draft, email: event.currentTarget.value })}
          autoComplete="off"
          required={needsEmail}
          withAsterisk={false}
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
      <Choices
        legend={isProgram ? say('Teams whose cases it sees') : say('Teams')}
        all={teams.map(({ id, name }) => ({ id, name }))}
        chosen={draft.teams}
        choose={(ids) => change({ ...draft, teams: ids })}
      />
      {isProgram || !worksOnCases(draft.role) ? null : (
        <Choices
          legend={say('Stands on')}
          says={say('For as long as the rung is open. Other hours are set under “Rota and hours”.')}
          all={rungs.map(({ id, title }) => ({ id, name: heard(title) }))}
          chosen={chosen}
          choose={(ids) => change({ ...draft, rungs: ids })}
        />
      )}
    </>
  )
}
