import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { z } from 'zod'
import { invitePerson } from '#contract/accounts.ts'
import { showStaffing } from '#contract/staffing.ts'
import { roles, type Role } from '#domain/role.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { OnlyHereNote } from '#web/OnlyHereNote.tsx'
import { usePublicAddress } from '#web/public-address.ts'
import { standOnRungs } from '#web/stand-on-rungs.ts'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { useOnce } from '#web/use-once.ts'
import { say } from '#web/words/say.ts'
import { welcomeQuery } from './welcome-query.ts'
import classes from './Welcome.module.css'

type Invited = { name: string; link: string }

type InvitationDraft = { name: string; email: string; role: Role; rung: string }

const empty: InvitationDraft = { name: '', email: '', role: 'agent', rung: '' }
const none: readonly Invited[] = []
const useInvitation = keepDrafts<InvitationDraft>({
  place: 'colleague',
  shape: z.object({ name: z.string(), email: z.string(), role: z.enum(roles), rung: z.string() }),
})
// Whoever has a link can come in: it is kept in this page alone.
const useInvited = keepDrafts<readonly Invited[]>()

const invitable = roles.filter(
  (role) => role === 'agent' || role === 'lead' || role === 'executive' || role === 'admin',
)

/** Invites colleagues one by one: each gets a link to hand over, and stands on a rung while it is open. */
export function Colleagues() {
  const client = useQueryClient()
  const address = usePublicAddress()
  const { data: staffing } = useQuery({ queryKey: ['staffing'], queryFn: () => ask(showStaffing, {}) })
  const { draft, change, forget } = useInvitation('', empty)
  // The links are shown this once: whoever looks at another step meanwhile finds them here.
  const { draft: invited, change: setInvited } = useInvited('', none)
  const { name, email, role, rung } = draft
  const nextName = useRef<HTMLInputElement>(null)
  const inviteOnce = useOnce(async ({ rung: on, ...said }: InvitationDraft, key) => {
    const made = await ask(invitePerson, { ...said, teams: [], key })
    if (on !== '') await standOnRungs(made.id, [on])
    return { name: said.name, link: made.link }
  })
  const invite = useMutation({
    mutationFn: inviteOnce,
    onSuccess: async (made) => {
      setInvited([...invited, made])
      forget()
      nextName.current?.focus()
      await Promise.all([
        client.invalidateQueries(welcomeQuery),
        client.invalidateQueries({ queryKey: ['staffing'] }),
      ])
    },
  })
  const roleWords: Partial<Record<Role, string>> = {
    agent: say('Agent'),
    lead: say('Team lead'),
    executive: say('Executive'),
    admin: say('Administrator'),
  }
  return (
    <>
      {invited.length > 0 ? (
        <ul className={classes['invited']} aria-label={say('Invited')}>
          {invited.map((one) => (
            <li key={one.link}>
              <CopyField
                label={say('Hand this link to {name}', { name: one.name })}
                text={`${address}/sign-in#${one.link}`}
              />
              <p className="supports small">
                {say('It lets them in once, within a week, to choose a password.')}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      {invited.length > 0 ? (
        <p className="supports">
          {say('Until they have come in once, cases go to others on their rung, as far as there are any.')}
        </p>
      ) : null}
      {invited.length > 0 ? <OnlyHereNote /> : null}
      <form
        className={classes['grid']}
        aria-label={say('Invite a colleague')}
        onSubmit={(event) => {
          event.preventDefault()
          invite.mutate(draft)
        }}
      >
        <TextInput
          label={say('Name')}
          ref={nextName}
          required
          maxLength={200}
          value={name}
          onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label={say('E-mail')}
          type="email"
          required
          value={email}
          onChange={(event) => change({ ...draft, email: event.currentTarget.value })}
        />
        <NativeSelect
          label={say('Role')}
          value={role}
          onChange={(event) => {
            const { value } = event.currentTarget
            change({ ...draft, role: invitable.find((known) => known === value) ?? 'agent' })
          }}
          data={invitable.map((known) => ({ value: known, label: roleWords[known] ?? known }))}
        />
        <NativeSelect
          label={say('Stands on')}
          description={say(
            'A complaint that needs more climbs from rung to rung; it begins on the front line.',
          )}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={rung}
          onChange={(event) => change({ ...draft, rung: event.currentTarget.value })}
          data={[
            { value: '', label: say('No rung yet') },
            ...(staffing?.rungs ?? [])
              .filter(({ keptFor }) => keptFor === 0)
              .map(({ id, title }) => ({ value: id, label: heard(title) })),
          ]}
        />
        {invite.error ? <Note tone="danger">{sentenceOf(invite.error)}</Note> : null}
        <div className={classes['buttons']}>
          <Button type="submit" busy={invite.isPending}>
            {say('Invite')}
          </Button>
        </div>
      </form>
    </>
  )
}
