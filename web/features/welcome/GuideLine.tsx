import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '#web/queries.ts'
import { say } from '#web/words/say.ts'
import { welcomeQuery } from './welcome-query.ts'
import classes from './TopLine.module.css'

/** For administrators, until setting up is over: how far it has come, and the way on. */
export function GuideLine() {
  const { data: me } = useQuery(queries.me)
  const isAsked = me?.role === 'admin' && !me.organisation.isSample
  const { data } = useQuery({ ...welcomeQuery, enabled: isAsked, staleTime: 60_000 })
  const guide = data?.guide
  if (!isAsked || !guide || guide.isOver) return null
  // An organisation that was never begun here, but by the command line, is nobody's to be pushed.
  if (!guide.isSetUp && !data.maySetUp) return null
  return (
    <aside className={classes['line']} aria-label={say('Setting up')}>
      <span className="supports">{say('Setting up: {done} of 4 steps done.', { done: guide.done })}</span>
      <Link className="link" to="/welcome">
        {say('Go on with it')}
      </Link>
    </aside>
  )
}
