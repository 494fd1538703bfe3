import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sentenceOf } from '#web/api.ts'
import { leaveRungs } from '#web/stand-on-rungs.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { staffingQuery, type Person } from './people-queries.ts'
import classes from './People.module.css'

/** On which rungs somebody who leaves stands yet: off them at once where others are there, and each opened by its name. */
export function StandsYet({ person: { id, name } }: { person: Person }) {
  const client = useQueryClient()
  const { data } = useQuery(staffingQuery)
  const rungs = data?.rungs.filter(({ rota }) => rota.some(({ who }) => who === id)) ?? []
  const off = useMutation({
    mutationFn: () =>
      leaveRungs(
        id,
        rungs.map((rung) => rung.id),
      ),
    onSettled: () =>
      Promise.all(
        ['people', 'staffing', 'policy'].map((list) => client.invalidateQueries({ queryKey: [list] })),
      ),
  })
  return (
    <Note tone="warn">
      <p>{say('{name} stands on a rota yet:', { name })}</p>
      <ul className={classes['rungs']}>
        {rungs.map((rung) => (
          <li key={rung.id}>
            <Link className="link" to="/settings/$part" params={{ part: 'rota' }} hash={`change-${rung.id}`}>
              {heard(rung.title)}
            </Link>
          </li>
        ))}
      </ul>
      {off.error ? <p>{sentenceOf(off.error)}</p> : null}
      <p>
        <Button busy={off.isPending} disabled={rungs.length === 0} onClick={() => off.mutate()}>
          {say('Take them off')}
        </Button>
      </p>
    </Note>
  )
}
