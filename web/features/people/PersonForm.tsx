import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changePerson, linkPerson } from '#contract/accounts.ts'
import { worksOnCases } from '#domain/role.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { standOnRungs } from '#web/stand-on-rungs.ts'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { useSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import { LinkToHandOver } from './LinkToHandOver.tsx'
import type { Person, Team } from './people-queries.ts'
import { PersonDraftShape, PersonFields } from './PersonFields.tsx'
import { PersonSignIn } from './PersonSignIn.tsx'
import classes from './People.module.css'

type Props = { person: Person; teams: readonly Team[]; close: () => void; letGo: () => void }

const usePersonDraft = keepDrafts({ place: 'person', shape: PersonDraftShape })

/** Changes a colleague in place, makes a link for them, helps who has lost a device. */
export function PersonForm({ person, teams, close, letGo }: Props) {
  const client = useQueryClient()
  const form = useSendKey()
  const { name, role, email, teams: inTeams } = person
  const { draft, change, forget } = usePersonDraft(person.id, {
    name,
    role,
    email: email ?? '',
    teams: inTeams,
    rungs: null,
  })
  const again = () =>
    Promise.all(
      ['people', 'members', 'teams', 'me', 'staffing', 'policy'].map((list) =>
        client.invalidateQueries({ queryKey: [list] }),
      ),
    )
  const save = useMutation({
    mutationFn: async () => {
      const opensCases = worksOnCases(draft.role)
      // Whoever opens no cases stands on no rung: they leave it before they become that.
      if (!opensCases && person.rungs.length > 0) await standOnRungs(person.id, [])
      await ask(changePerson, {
        handle: person.id,
        name: draft.name,
        email: draft.email || undefined,
        role: draft.role,
        teams: [...draft.teams],
      })
      if (draft.rungs && opensCases) await standOnRungs(person.id, draft.rungs)
    },
    onSuccess: async () => {
      await again()
      forget()
      close()
    },
  })
  const link = useMutation({ mutationFn: () => ask(linkPerson, { handle: person.id }) })
  const error = save.error ?? link.error
  return (
    <form
      ref={form}
      className={classes['form']}
      aria-label={say('Change {name}', { name: person.name })}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <PersonFields
        draft={draft}
        change={change}
        teams={teams}
        isProgram={person.isProgram}
        standsOn={person.rungs}
      />
      {person.isProgram ? null : <PersonSignIn person={person} />}
      {link.data ? <LinkToHandOver {...link.data} name={person.name} /> : null}
      {error ? <Note tone="danger">{sentenceOf(error)}</Note> : null}
      <p className={classes['acts']}>
        <Button type="submit" look="go" busy={save.isPending}>
          {say('Save')}
        </Button>
        {person.isProgram ? null : (
          <Button busy={link.isPending} onClick={() => link.mutate()}>
            {person.hasPassword ? say('Link for a new password') : say('New invitation link')}
          </Button>
        )}
        <span className={classes['apart']}>
          <Button look="bare" onClick={letGo}>
            {say('They leave …')}
          </Button>
        </span>
      </p>
    </form>
  )
}
