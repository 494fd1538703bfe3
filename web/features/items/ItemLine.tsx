import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { listItems, openItem, retryItem } from '#contract/items.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { ChannelMark } from '#web/marks/ChannelMark.tsx'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import classes from './Items.module.css'

type Item = z.output<typeof listItems.output>['items'][number]

/** One raw thing received: from whom, what, why it opened no case. What became of it stays on its line. */
export function ItemLine({ item }: { item: Item }) {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (what: 'retry' | 'open') => ask(what === 'retry' ? retryItem : openItem, { itemId: item.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['audit'] }),
  })
  const became = act.data
  const { data: people } = useQuery(queries.members)
  const owner = people?.members.find(({ id }) => id === item.owner)?.name ?? item.owner
  return (
    <li className={classes['item']}>
      <div className={classes['what']}>
        <p className="line">
          <ChannelMark channel={item.channel} />
          <b className="clip">{item.from || 'Sender not known'}</b>
          <span className={classes['when']}>
            <Moment at={item.receivedAt} />
          </span>
        </p>
        <p className="clip">{item.subject || 'No subject'}</p>
        <p className={classes['because']}>
          <span>{item.because}</span>
          {item.owner ? <span>Looked after by {owner}</span> : null}
        </p>
        {became ? (
          <Note tone={became.caseId ? 'plain' : 'warn'}>
            {became.because}{' '}
            {became.caseId ? (
              <Link className="link" to="/cases/$caseId" params={{ caseId: became.caseId }}>
                Open the case
              </Link>
            ) : null}
          </Note>
        ) : null}
        {act.error ? <Note tone="danger">{sentenceOf(act.error)}</Note> : null}
      </div>
      <p className={classes['acts']}>
        <a className="link small" href={`/api/items/${item.id}/original`}>
          Original
        </a>
        {item.outcome === 'quarantined' && !became?.caseId ? (
          <Button busy={act.isPending} onClick={() => act.mutate('retry')}>
            Try again
          </Button>
        ) : null}
        {became?.caseId ? null : (
          <Button busy={act.isPending} onClick={() => act.mutate('open')}>
            Make it a case
          </Button>
        )}
      </p>
    </li>
  )
}
