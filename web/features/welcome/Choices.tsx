import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { exploreSample } from '#contract/welcome.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { firstView } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import { welcomeQuery } from './welcome-query.ts'
import classes from './Welcome.module.css'

const everyMs = 1000

/** The two ways to begin. */
export function Choices({ link, setUp }: { link: string | undefined; setUp: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const explore = useMutation({
    mutationFn: () => ask(exploreSample, { link }),
    onSuccess: async ({ state }) => {
      if (state !== 'ready') return client.invalidateQueries(welcomeQuery)
      client.clear()
      return navigate({ to: '/', search: firstView('agent') })
    },
  })
  const { mutate, isIdle } = explore
  const wanted = !isIdle && !explore.error
  const { data } = useQuery({ ...welcomeQuery, refetchInterval: wanted ? everyMs : false })
  const state = data?.sample.state
  // Once it is loaded, whoever waited for it is let in.
  useEffect(() => {
    if (wanted && state === 'ready') mutate()
  }, [wanted, state, mutate])
  const isLoading = wanted && (state === 'loading' || explore.isPending || state === 'ready')
  return (
    <>
      <h1>{say('Welcome. How would you like to begin?')}</h1>
      <section className={classes['choice']} aria-labelledby="sample">
        <h2 id="sample">{say('Explore the sample company')}</h2>
        <p>
          {say(
            'An appliance maker and three weeks of its complaints: a washer that floods, a bill charged twice, a promise kept. You sit down as one of its agents. Nothing leaves this machine.',
          )}
        </p>
        {isLoading ? (
          <LoadingLine done={data?.sample.done ?? 0} of={data?.sample.of ?? 1} />
        ) : (
          <Button onClick={() => mutate()}>{say('Explore the sample company')}</Button>
        )}
        {wanted && state === 'failed' ? (
          <Note tone="danger">
            {say('The sample company could not be loaded. The desk has printed why. Try again.')}
          </Note>
        ) : null}
        {explore.error ? <Note tone="danger">{sentenceOf(explore.error)}</Note> : null}
      </section>
      <section className={classes['choice']} aria-labelledby="mine">
        <h2 id="mine">{say('Set up mine')}</h2>
        <p>
          {say(
            'Your organisation, your hours, your mailbox. It takes about five minutes and ends with a real mail that becomes a case.',
          )}
        </p>
        <Button look="go" onClick={setUp}>
          {say('Set up mine')}
        </Button>
      </section>
    </>
  )
}

function LoadingLine({ done, of }: { done: number; of: number }) {
  const percent = Math.min(100, Math.round((done / Math.max(1, of)) * 100))
  return (
    <div className={classes['loading']}>
      <progress value={percent} max={100} aria-label={say('Loading the sample company')} />
      <output className="supports">
        {say('Three weeks are being lived through: {percent} %. You are let in when they are.', { percent })}
      </output>
    </div>
  )
}
