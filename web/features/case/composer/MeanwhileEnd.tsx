import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import classes from './Composer.module.css'
import { meanwhile } from './meanwhile.ts'
import { namesFor } from '../timeline/names.ts'

type View = z.output<typeof CaseView>
type Props = {
  kase: View
  me: string | undefined
  news: View['events']
  isNote: boolean
  busy: boolean
  send: () => void
  keep: () => void
  drop: () => void
}

/** The three ways on when a case moved under what one wrote. Where a colleague has answered, sending is not the loud one. */
export function MeanwhileEnd({ kase, me, news, isNote, busy, send, keep, drop }: Props) {
  const now = useNow()
  const { data } = useQuery(queries.everybody)
  const names = namesFor({ kase, members: data?.members ?? [], me, now })
  const { isAnswered } = meanwhile(news, kase.messages, names)
  const isOpen = kase.state === 'open'
  // The box itself hears the key: it is struck while one writes.
  useCommands(
    say('On the case'),
    isOpen ? [{ key: 'mod+shift+Enter', title: say('Send all the same'), act: send }] : [],
  )
  return (
    <div className={classes['ways']}>
      {isOpen ? null : (
        <p className="small supports">{say('The case is closed. Open it again to send this.')}</p>
      )}
      <Button look={isAnswered && !isNote ? 'go' : 'plain'} onClick={drop}>
        {isNote
          ? say('Drop my note')
          : isAnswered
            ? say('Drop my reply, it is answered')
            : say('Drop my reply')}
      </Button>
      <Button onClick={keep}>{say('Keep as draft')}</Button>
      <Button
        look={isAnswered && !isNote ? 'plain' : 'go'}
        busy={busy}
        disabled={!isOpen}
        onClick={send}
        keyName="mod+shift+Enter"
      >
        {say('Send all the same')}
      </Button>
    </div>
  )
}
