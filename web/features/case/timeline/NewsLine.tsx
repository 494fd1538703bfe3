import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { meanwhile } from '../composer/meanwhile.ts'
import { namesFor } from './names.ts'
import classes from './News.module.css'

type View = z.output<typeof CaseView>
type Props = { kase: View; me: string | undefined; news: View['events']; look: () => void }

/** That something has happened while one writes. Nothing is sent before one has looked at it. */
export function NewsLine({ kase, me, news, look }: Props) {
  const now = useNow()
  const { data } = useQuery(queries.everybody)
  const names = namesFor({ kase, members: data?.members ?? [], me, now })
  const { headline } = meanwhile(news, kase.messages, names)
  useEffect(() => announce(headline), [headline])
  return (
    <Note tone="warn">
      <div className={classes['news']}>
        <p>
          <b className="medium">{headline}</b> <Moment at={news.at(-1)?.at ?? kase.openedAt} />.{' '}
          {say('Nothing of yours is sent before you have looked.')}
        </p>
        <Button onClick={look}>{say('Look')}</Button>
      </div>
    </Note>
  )
}
