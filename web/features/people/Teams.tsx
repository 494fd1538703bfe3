import { TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { changeTeam, endTeam, makeTeam } from '#contract/accounts.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { Seg } from '#web/ui/Seg.tsx'
import { TeamSight } from '#web/TeamSight.tsx'
import { useOnce } from '#web/use-once.ts'
import { say } from '#web/words/say.ts'
import { Choices } from './Choices.tsx'
import { peopleQuery, type Doing, type Person, type Team } from './people-queries.ts'
import classes from './People.module.css'

/** The teams: who works on the same cases, and whether they see those only. */
export function Teams({ teams, open, show }: Doing & { teams: readonly Team[] }) {
  return (
    <section className={classes['part']} aria-label={say('Teams')}>
      <div className={classes['head']}>
        <h2>{say('Teams')}</h2>
        {open === 'new team' ? null : <Button onClick={() => show('new team')}>{say('Make a team')}</Button>}
      </div>
      <p className="supports">
        {teams.length === 0
          ? say('There are none: everybody who works on cases sees every case.')
          : say(
              'A case belongs to the team whose connection it came in by, and is given to somebody on duty who sees it. Whoever is in no team sees every case; whoever is only in teams that see their own sees those cases, the cases of no team, and what they own or are offered.',
            )}
      </p>
      {open === 'new team' ? <TeamForm teams={teams} close={() => show(null)} /> : null}
      {teams.length > 0 ? (
        <ul className={classes['list']}>
          {teams.map((team) => (
            <li key={team.id} className={classes['row']}>
              <div className={classes['line']} data-team="true">
                <div className={classes['who']}>
                  <p className="medium">{team.name}</p>
                  <p className="small waits">
                    {say(
                      '{count, plural, =0 {nobody in it} one {one colleague} other {# colleagues}}, {sees, select, all {sees every case} other {sees its own cases and those of no team}}',
                      { count: team.members, sees: team.sees },
                    )}
                  </p>
                </div>
                <Button
                  aria-expanded={open === `team ${team.id}`}
                  aria-label={say('Change {name}', { name: team.name })}
                  onClick={() => show(open === `team ${team.id}` ? null : `team ${team.id}`)}
                >
                  {open === `team ${team.id}` ? say('Close') : say('Change')}
                </Button>
              </div>
              {open === `team ${team.id}` ? (
                <TeamForm team={team} teams={teams} close={() => show(null)} />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

type TeamDraft = {
  name: string
  sees: 'all' | 'own'
  /** Who is in it; null as long as nothing is said of it. */
  members: readonly string[] | null
}

const useTeamDraft = keepDrafts<TeamDraft>({
  place: 'team',
  shape: z.object({
    name: z.string(),
    sees: z.enum(['all', 'own']),
    members: z.array(z.string()).nullable(),
  }),
})

type FormProps = { team?: Team; teams: readonly Team[]; close: () => void }

function TeamForm({ team, teams, close }: FormProps) {
  const client = useQueryClient()
  const { data } = useQuery(peopleQuery)
  const { draft, change, forget } = useTeamDraft(team?.id ?? '', {
    name: team?.name ?? '',
    sees: team?.sees ?? 'own',
    members: null,
  })
  const { name, sees } = draft
  const people = (data?.people ?? []).filter(({ isProgram, endedAt }) => !isProgram && endedAt === null)
  const chosen =
    draft.members ?? people.filter((person) => team && person.teams.includes(team.id)).map(({ id }) => id)
  const done = async () => {
    await Promise.all(['teams', 'people', 'me'].map((list) => client.invalidateQueries({ queryKey: [list] })))
    forget()
    close()
  }
  const save = useMutation({
    mutationFn: useOnce(({ members, ...named }: TeamDraft, key): Promise<unknown> => {
      const said = { ...named, members: members === null ? undefined : [...members] }
      return team ? ask(changeTeam, { teamId: team.id, ...said }) : ask(makeTeam, { ...said, key })
    }),
    onSuccess: done,
  })
  const remove = useMutation({
    mutationFn: (teamId: string) => ask(endTeam, { teamId }),
    onSuccess: done,
  })
  const error = save.error ?? remove.error
  return (
    <form
      className={classes['form']}
      aria-label={team ? say('Change {name}', { name: team.name }) : say('Make a team')}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(draft)
      }}
    >
      <div className={classes['fields']}>
        <TextInput
          label={say('Name')}
          value={name}
          onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
          maxLength={100}
          required
          withAsterisk={false}
        />
        <div>
          <p className="medium">{say('Sees')}</p>
          <Seg
            label={say('Sees')}
            value={sees}
            choose={(chosenSight) => change({ ...draft, sees: chosenSight })}
            choices={[
              { value: 'own', label: say('Its own cases') },
              { value: 'all', label: say('Every case') },
            ]}
          />
          <p className="small waits">
            {sees === 'own'
              ? say(
                  'Its own cases, the cases of no team, and what somebody in it owns or is offered. Whoever is in no team, or also in one that sees every case, sees every case.',
                )
              : say('Every case, whosever it is.')}
          </p>
        </div>
      </div>
      <Choices
        legend={say('Who is in it')}
        all={people.map(({ id, name: called }) => ({ id, name: called }))}
        chosen={chosen}
        choose={(members) => change({ ...draft, members })}
      />
      {data ? (
        <TeamSight
          team={team?.id ?? ''}
          people={withMembers(team?.id ?? '', chosen, data.people)}
          teams={[...teams.filter(({ id }) => id !== team?.id), { id: team?.id ?? '', sees }]}
        />
      ) : null}
      {error ? <Note tone="danger">{sentenceOf(error)}</Note> : null}
      <p className={classes['acts']}>
        <Button type="submit" look="go" busy={save.isPending}>
          {say('Save')}
        </Button>
        <Button
          look="bare"
          onClick={() => {
            forget()
            close()
          }}
        >
          {say('Not now')}
        </Button>
        {team ? (
          <span className={classes['apart']}>
            <Button look="bare" busy={remove.isPending} onClick={() => remove.mutate(team.id)}>
              {say('Take it away')}
            </Button>
          </span>
        ) : null}
      </p>
    </form>
  )
}

/** The colleagues as they are once exactly these are in a team. Programs stay where they are. */
const withMembers = (team: string, chosen: readonly string[], people: readonly Person[]): Person[] =>
  people.map((person) => {
    const others = person.teams.filter((id) => id !== team)
    const isIn = person.isProgram ? person.teams.includes(team) : chosen.includes(person.id)
    return { ...person, teams: isIn ? [...others, team] : others }
  })
