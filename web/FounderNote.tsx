import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { showStaffing } from '#contract/staffing.ts'
import { ask, sentenceOf } from './api.ts'
import { keptWithout } from './marks/kept-without.ts'
import { queries } from './queries.ts'
import { leaveRungs } from './stand-on-rungs.ts'
import { Button } from './ui/Button.tsx'
import { Note } from './ui/Note.tsx'
import { useNow } from './ui/use-now.ts'
import { heard } from './words/heard.ts'
import { locale, say } from './words/say.ts'
import classes from './FounderNote.module.css'

/** By this handle an organisation is born, with its holder on every rung. */
const founder = 'administrator'

/** Offers whoever set the desk up to leave the rungs that colleagues keep by now: until then new cases go to them too. */
export function FounderNote() {
  const client = useQueryClient()
  const now = useNow()
  const { data: me } = useQuery(queries.me)
  const isFounder = me?.handle === founder
  const { data } = useQuery({
    queryKey: ['staffing'],
    queryFn: () => ask(showStaffing, {}),
    enabled: isFounder,
  })
  const kept = isFounder && data ? keptWithout(founder, data, now) : []
  const leave = useMutation({
    mutationFn: () =>
      leaveRungs(
        founder,
        kept.map(({ id }) => id),
      ),
    onSettled: () =>
      Promise.all(
        ['people', 'staffing', 'policy'].map((list) => client.invalidateQueries({ queryKey: [list] })),
      ),
  })
  if (kept.length === 0) return null
  const rungs = new Intl.ListFormat(locale()).format(kept.map(({ title }) => heard(title)))
  return (
    <div className={classes['offer']}>
      <Note>
        <p>
          {say(
            'You have stood on {rungs} since the desk was set up, and new cases go to you too. Colleagues keep every hour there by now.',
            { rungs },
          )}
        </p>
        {leave.error ? <p>{sentenceOf(leave.error)}</p> : null}
        <p className={classes['act']}>
          <Button busy={leave.isPending} onClick={() => leave.mutate()}>
            {say('Take me off')}
          </Button>
        </p>
      </Note>
    </div>
  )
}
