import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { listMentions } from '#contract/writing.ts'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Line } from '#web/ui/Line.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { exactWords, momentWords } from '#web/ui/time-words.ts'
import { useLines } from '#web/ui/use-lines.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { mentionsQuery } from './mentions-query.ts'
import classes from './Mentions.module.css'

type Mention = z.output<typeof listMentions.output>['mentions'][number]

/** Notes in which a colleague named whoever looks, those that they have not seen marked. */
export function Mentions() {
  const mentions = useQuery(mentionsQuery)
  const rows = mentions.data?.mentions ?? []
  const lines = useLines(rows.map(({ messageId }) => messageId))
  return (
    <ListPage
      title={say('Mentions')}
      about={say('Notes in which a colleague named you. One counts as seen once you have opened its case.')}
      keys={[
        ['J K', say('move')],
        ['Enter', say('open the case')],
      ]}
    >
      {mentions.isPending ? <Bones rows={3} height={76} label={say('The notes are being read')} /> : null}
      {mentions.error && rows.length === 0 ? (
        <Face says={say('The list could not be read.')}>
          <p>{sentenceOf(mentions.error)}</p>
          <Button onClick={() => void mentions.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {mentions.data && rows.length === 0 ? (
        <Face says={say('No note names you.')}>
          <p>{say('A colleague who writes @ and your name in a note finds you here.')}</p>
          <Link className="link" to="/">
            {say('Go to the desk')}
          </Link>
        </Face>
      ) : null}
      {rows.length > 0 ? (
        <ul aria-label={say('Mentions')}>
          {rows.map((mention) => (
            <MentionLine
              key={mention.messageId}
              mention={mention}
              isChosen={mention.messageId === lines.chosen}
              choose={lines.choose}
            />
          ))}
        </ul>
      ) : null}
    </ListPage>
  )
}

type LineProps = { mention: Mention; isChosen: boolean; choose: (id: string) => void }

function MentionLine({ mention, isChosen, choose }: LineProps) {
  const { messageId, caseId, number, by, at, body, person, subject, isSeen } = mention
  const now = useNow()
  const when = Temporal.Instant.from(at)
  return (
    <Line id={messageId} isChosen={isChosen} choose={choose}>
      <Link
        className={classes['main']}
        data-main
        data-unseen={!isSeen}
        to="/cases/$caseId"
        params={{ caseId }}
      >
        <span className={classes['who']}>
          {isSeen ? null : <span className={classes['unseen']}>{say('not seen yet')}</span>}
          <b className="clip">{by}</b>
          <time className="waits" dateTime={at} title={exactWords(when)}>
            {momentWords(when, now)}
          </time>
        </span>
        <span className={classes['says']}>{body}</span>
        <span className="clip supports">
          {say('Case {number}', { number: String(number) })} · {person ?? say('Erased person')} ·{' '}
          {subject || say('No subject')}
        </span>
      </Link>
    </Line>
  )
}
