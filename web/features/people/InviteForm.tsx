import { useMutation, useQueryClient } from '@tanstack/react-query'
import { invitePerson } from '#contract/accounts.ts'
import { worksOnCases } from '#domain/role.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { standOnRungs } from '#web/stand-on-rungs.ts'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { useOnce } from '#web/use-once.ts'
import { useSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import { LinkToHandOver } from './LinkToHandOver.tsx'
import type { Team } from './people-queries.ts'
import { PersonDraftShape, PersonFields, type PersonDraft } from './PersonFields.tsx'
import classes from './People.module.css'

const empty: PersonDraft = { name: '', email: '', role: 'agent', teams: [], rungs: null }
const useInvitation = keepDrafts({ place: 'invitation', shape: PersonDraftShape })

/** Invites a colleague: the answer is a link to hand over. */
export function InviteForm({ teams, close }: { teams: readonly Team[]; close: () => void }) {
  const client = useQueryClient()
  const form = useSendKey()
  const { draft, change, forget } = useInvitation('', empty)
  const invite = useMutation({
    mutationFn: useOnce(async ({ rungs, ...said }: PersonDraft, key) => {
      const made = await ask(invitePerson, { ...said, teams: [...said.teams], key })
      // They are invited by now, whatever becomes of the rota: the link is not lost over it.
      const rota =
        rungs && worksOnCases(said.role) ? await standOnRungs(made.id, rungs).catch(sentenceOf) : undefined
      return { name: said.name, ...made, rota: rota ?? null }
    }),
    onSuccess: () => {
      forget()
      void Promise.all(
        ['people', 'members', 'teams', 'staffing', 'policy'].map((list) =>
          client.invalidateQueries({ queryKey: [list] }),
        ),
      )
    },
  })
  return (
    <form
      ref={form}
      className={classes['form']}
      aria-label={say('Invite somebody')}
      onSubmit={(event) => {
        event.preventDefault()
        if (!invite.isPending) invite.mutate(draft)
      }}
    >
      {invite.data ? <LinkToHandOver {...invite.data} /> : null}
      {invite.data?.rota ? <Note tone="warn">{invite.data.rota}</Note> : null}
      <PersonFields draft={draft} change={change} teams={teams} needsEmail />
      {invite.error ? <Note tone="danger">{sentenceOf(invite.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button type="submit" look="go" busy={invite.isPending}>
          {invite.data ? say('Invite one more') : say('Make the link')}
        </Button>
        <Button
          look="bare"
          onClick={() => {
            forget()
            close()
          }}
        >
          {invite.data ? say('Done') : say('Not now')}
        </Button>
      </p>
    </form>
  )
}
