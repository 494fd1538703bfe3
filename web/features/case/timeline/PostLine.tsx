import { IconExternalLink } from '@tabler/icons-react'
import type { z } from 'zod'
import type { MessageView } from '#contract/case-view.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { say } from '#web/words/say.ts'
import classes from './MessageCard.module.css'

/** Where a post stands on its network, and what its author has done with it since. */
export function PostLine({ post }: { post: NonNullable<z.output<typeof MessageView>['post']> }) {
  const { url, state, changedAt } = post
  return (
    <p className={classes['post']}>
      {state === 'deleted' ? (
        <span>{say('Deleted by its author: its words are gone here as well, and the case goes on.')}</span>
      ) : null}
      {state === 'edited' ? (
        <span>{say('Changed by its author: these are the words it has now.')}</span>
      ) : null}
      {changedAt === null ? null : <Moment at={changedAt} />}
      {url === null || state === 'deleted' ? null : (
        <a className="link" href={url} target="_blank" rel="noreferrer">
          {say('See the post')}
          <IconExternalLink size={14} stroke={1.5} aria-hidden="true" />
        </a>
      )}
    </p>
  )
}
