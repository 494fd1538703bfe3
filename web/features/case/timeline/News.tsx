import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { namesFor } from './names.ts'
import classes from './News.module.css'
import { sentenceFor } from './sentence-for.ts'

type View = z.output<typeof CaseView>
type Props = { kase: View; me: string | undefined; news: View['events']; catchUp: () => void }

/** What happened while somebody was writing. Until they say that they have read it, nothing is sent. */
export function News({ kase, me, news, catchUp }: Props) {
  const now = useNow()
  const { data } = useQuery(queries.everybody)
  if (news.length === 0) return null
  const names = namesFor({ kase, members: data?.members ?? [], me, now })
  return (
    <Note tone="warn">
      <output className={classes['news']}>
        <div>
          <b className="medium">{say('The case has changed while you were writing.')}</b>
          <ul>
            {news.map((event) => (
              <li key={`${event.caseId} ${event.seq}`}>{sentenceFor(event, names)}</li>
            ))}
          </ul>
        </div>
        <Button onClick={catchUp}>{say('I have read it')}</Button>
      </output>
    </Note>
  )
}
