import { Checkbox } from '@mantine/core'
import { charactersIn } from '#domain/text/post-length.ts'
import { postParts } from '#domain/text/post-parts.ts'
import { say } from '#web/words/say.ts'
import type { Addressee } from './addressee.ts'
import classes from './Composer.module.css'

type Network = NonNullable<Addressee['network']>

/** Whether what is written can be posted as it stands: in one post, or in several where its writer has said so. */
export function canBePosted({ room, mostParts }: Network, body: string, isSplit: boolean): boolean {
  const { parts } = postParts(body, room, mostParts)
  return parts !== null && (parts.length === 1 || isSplit)
}

type Props = { network: Network; body: string; isSplit: boolean; split: (is: boolean) => void }

/** As whom one posts, and how much still fits; what is too long may become a numbered thread. */
export function PostRoom({ network, body, isSplit, split }: Props) {
  const { title, room, mostParts, as } = network
  const { parts } = postParts(body, room, mostParts)
  const length = charactersIn(body.trim())
  const isTight = parts === null || (parts.length > 1 && !isSplit)
  return (
    <div className={classes['room']} aria-live="polite">
      <p className={classes['count']} data-over={isTight}>
        {parts?.length === 1
          ? say('{length} of {most} characters, as @{as} below their post.', {
              length,
              most: room.characters,
              as,
            })
          : say('{length} characters; a post on {title} takes {most}.', {
              length,
              title,
              most: room.characters,
            })}
      </p>
      {parts === null ? (
        <p className={classes['count']} data-over="true">
          {say('Not even {most} posts take it: shorten it.', { most: mostParts })}
        </p>
      ) : null}
      {parts !== null && parts.length > 1 ? (
        <Checkbox
          label={say('Post it as a numbered thread of {count} posts', { count: parts.length })}
          checked={isSplit}
          onChange={(event) => split(event.currentTarget.checked)}
        />
      ) : null}
    </div>
  )
}
