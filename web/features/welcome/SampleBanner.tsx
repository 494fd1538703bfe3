import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { seeAs } from '#contract/welcome.ts'
import { sampleRoles, type Role } from '#domain/role.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { firstView } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import { welcomeQuery } from './welcome-query.ts'
import classes from './TopLine.module.css'

/** In the sample company: as whom one looks at it, as whom one might, and the way to one's own. */
export function SampleBanner() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: me } = useQuery(queries.me)
  const { data: welcome } = useQuery({ ...welcomeQuery, staleTime: 60_000 })
  const see = useMutation({
    mutationFn: (role: (typeof sampleRoles)[number]) => ask(seeAs, { role }),
    onSuccess: async (_seen, role) => {
      await navigate({ to: '/', search: firstView(role) })
      window.location.reload()
    },
  })
  if (!me?.organisation.isSample) return null
  const words: Partial<Record<Role, string>> = {
    agent: say('agent'),
    lead: say('team lead'),
    executive: say('executive'),
    admin: say('administrator'),
  }
  return (
    <aside className={classes['line']} data-tone="sample" aria-label={say('Sample company')}>
      <span className={classes['long']}>{say('Sample company, as {name}.', { name: me.name })}</span>
      <span className={classes['short']}>{say('Sample company')}</span>
      <span className={classes['choices']}>
        <span className="supports">{say('See it as')}</span>
        {sampleRoles.map((role) => (
          <button
            key={role}
            type="button"
            className="link"
            aria-pressed={me.role === role}
            disabled={see.isPending}
            onClick={() => see.mutate(role)}
          >
            {words[role]}
          </button>
        ))}
      </span>
      <select
        className={classes['choice']}
        aria-label={say('See it as')}
        value={me.role}
        disabled={see.isPending}
        onChange={({ currentTarget: { value } }) => {
          const role = sampleRoles.find((known) => known === value)
          if (role) see.mutate(role)
        }}
      >
        {sampleRoles.map((role) => (
          <option key={role} value={role}>
            {words[role]}
          </option>
        ))}
      </select>
      {welcome?.maySetUp ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            client.removeQueries(welcomeQuery)
            void navigate({ to: '/welcome' })
          }}
        >
          {say('Set up mine')}
        </button>
      ) : null}
      {see.error ? <span role="alert">{sentenceOf(see.error)}</span> : null}
    </aside>
  )
}
