import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '#web/api.ts'
import { CallsNote } from '#web/CallsNote.tsx'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { say } from '#web/words/say.ts'
import { BrowsersPart } from './BrowsersPart.tsx'
import classes from './Notices.module.css'
import { noticesQuery, type NoticesView } from './notices-query.ts'
import { PagerPart } from './PagerPart.tsx'
import { WaitingPart } from './WaitingPart.tsx'
import { WhenPart } from './WhenPart.tsx'

/** When and how one is told: by day in the browser, in the morning by one digest, at night only who is on call. */
export function Notices() {
  const { data, error, refetch } = useQuery(noticesQuery)
  const { data: me } = useQuery(queries.me)
  return (
    <main className={classes['page']}>
      <header className={classes['head']}>
        <h1>{say('How I am told')}</h1>
        {data ? <Told told={data} /> : null}
        <CallsNote />
      </header>
      {data ? (
        <>
          <BrowsersPart told={data} />
          <WhenPart
            key={JSON.stringify([data.hours, data.onlyDigest, data.byMail, data.language])}
            told={data}
          />
          <WaitingPart told={data} />
        </>
      ) : error ? (
        <Face says={say('How you are told could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : (
        <Bones rows={5} label={say('How you are told is being read')} />
      )}
      {me?.role === 'admin' ? <PagerPart /> : null}
    </main>
  )
}

/** What happens now, before anything that can be set. */
function Told({ told: { works, nextBegin, onCall } }: { told: NoticesView }) {
  return (
    <div className={classes['says']}>
      <p>
        {works
          ? say('You are at work: you are told at once.')
          : onCall
            ? say('You are off: but for calls, nothing is told before you begin again.')
            : say('You are off: nothing is told before you begin again.')}{' '}
        {nextBegin === null ? null : (
          <>
            {say('What waits comes in one digest,')} <Moment at={nextBegin} />.
          </>
        )}
      </p>
      <p>
        {onCall
          ? say('You are on call now: for a danger to somebody you are called at any hour.')
          : say('You are not on call now: nobody calls you at night.')}
      </p>
    </div>
  )
}
