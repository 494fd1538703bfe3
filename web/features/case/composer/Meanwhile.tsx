import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { queries } from '#web/queries.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { EventLine } from '../timeline/EventLine.tsx'
import { meanwhile } from './meanwhile.ts'
import classes from './Meanwhile.module.css'
import { MessageCard } from '../timeline/MessageCard.tsx'
import { namesFor } from '../timeline/names.ts'

type View = z.output<typeof CaseView>
type Props = { kase: View; me: string | undefined; news: View['events'] }

/** What happened while somebody wrote, in full: who did what, and every new message as it was said. */
export function Meanwhile({ kase, me, news }: Props) {
  const now = useNow()
  const { data } = useQuery(queries.everybody)
  const members = data?.members ?? []
  const names = namesFor({ kase, members, me, now })
  const { headline, told } = meanwhile(news, kase.messages, names)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <section className={classes['meanwhile']} aria-labelledby="meanwhile-title">
      <h2 id="meanwhile-title" ref={title} tabIndex={-1} className={classes['headline']}>
        {headline}
      </h2>
      <p className="small supports">
        {say('{count, plural, one {This happened} other {These # things happened}} while you were writing.', {
          count: told.length,
        })}
      </p>
      <ol>
        {told.map(({ event, message }) => (
          <li key={`${event.caseId} ${event.seq}`}>
            <span className="small waits">
              <Moment at={event.at} />
            </span>
            {message ? (
              <MessageCard message={message} caseId={kase.id} subject={kase.subject} members={members} />
            ) : (
              <EventLine event={event} failure={null} names={names} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
