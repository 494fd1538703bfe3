import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { sinceWords, stateWords } from './call-words.ts'
import classes from './CallBar.module.css'
import { useRingNotice } from './ring-notice.ts'
import { callerName, isUnderWay, whichCall, type Call } from './which-call.ts'

/** A call that rings, or goes on, while one is elsewhere at the desk. */
export function CallBar() {
  const { data } = useQuery(queries.calls)
  const calls = data?.calls ?? []
  const call = whichCall(calls.filter(isUnderWay), { chosen: null, last: null })
  useRingNotice(calls)
  return call ? <Bar key={call.id} call={call} waiting={calls.filter(isUnderWay).length - 1} /> : null
}

function Bar({ call, waiting }: { call: Call; waiting: number }) {
  const now = useNow()
  const name = callerName(call) ?? say('Number withheld')
  const { state } = call
  useEffect(() => {
    if (state === 'ringing') announce(say('Call from {name}.', { name }))
  }, [state, name])
  return (
    <aside className={classes['bar']} data-state={state} aria-label={say('A call')}>
      <span className={classes['dot']} aria-hidden="true" />
      <p className="clip">
        <span className="medium">{stateWords(call)}:</span> {name}{' '}
        <span className="waits">{sinceWords(call, now)}</span>
        {waiting > 0 ? (
          <span className="waits">
            {' '}
            {say('{count, plural, one {One more waits.} other {# more wait.}}', { count: waiting })}
          </span>
        ) : null}
      </p>
      <Link className={classes['open'] ?? ''} to="/line">
        {say('Open the card')}
        <kbd aria-hidden="true">G L</kbd>
      </Link>
    </aside>
  )
}
