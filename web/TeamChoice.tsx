import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listPeople, listTeams } from '#contract/accounts.ts'
import { ask } from './api.ts'
import { say } from './words/say.ts'
import { TeamSight } from './TeamSight.tsx'

type Props = { team: string; choose: (team: string) => void }

/** To which team whatever comes in belongs, and who sees it then. Nothing where there are no teams. */
export function TeamChoice({ team, choose }: Props) {
  const { data: teams } = useQuery({ queryKey: ['teams'], queryFn: () => ask(listTeams, {}) })
  const { data: people } = useQuery({
    queryKey: ['people'],
    queryFn: () => ask(listPeople, {}),
    enabled: team !== '',
  })
  if (!teams || teams.teams.length === 0) return null
  return (
    <div>
      <NativeSelect
        label={say('Team')}
        description={say('Its cases are the team’s.')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={team}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: say('No team: everybody sees its cases') },
          ...teams.teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {team !== '' && people ? <TeamSight team={team} people={people.people} teams={teams.teams} /> : null}
    </div>
  )
}
