import { Checkbox } from '@mantine/core'
import { shortAndPrivate, type ShortAndPrivate } from '#domain/craft/short-and-private.ts'
import { roomLeft } from '#domain/text/post-length.ts'
import { postParts } from '#domain/text/post-parts.ts'
import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import type { Addressee } from './composer/addressee.ts'
import classes from './composer/Composer.module.css'

type Network = NonNullable<Addressee['network']>

/** Whether what is written can be posted as it stands: in one post, or in several where its writer has said so. */
export function canBePosted({ room, mostParts }: Network, body: string, isSplit: boolean): boolean {
  const { parts } = postParts(body, room, mostParts)
  return parts !== null && (parts.length === 1 || isSplit)
}

type Props = {
  network: Network
  body: string
  isSplit: boolean
  split: (is: boolean) => void
  /** Keeps the beginning for everyone and the rest for the customer alone. */
  cutInTwo: (cut: ShortAndPrivate) => void
}

/** As whom one posts, and how much still fits, as the network counts; what is too long is cut only as its writer says. */
export function PostRoom({ network, body, isSplit, split, cutInTwo }: Props) {
  const { title, room, mostParts, as } = network
  const { parts } = postParts(body, room, mostParts)
  const { left, unit } = roomLeft(body.trim(), room)
  const isTight = parts === null || (parts.length > 1 && !isSplit)
  const cut = left < 0 ? shortAndPrivate(body, room) : null
  return (
    <div className={classes['room']}>
      {/* Whoever listens is told once that it is too long, and not of every letter. */}
      <output className="unseen">{isTight ? say('Too long for one post.') : null}</output>
      <p className={classes['count']} data-over={isTight}>
        {left >= 0
          ? say(
              '{unit, select, bytes {{left, plural, one {# byte} other {# bytes}}} other {{left, plural, one {# character} other {# characters}}}} left of {most}, as @{as} below their post.',
              { unit, left, most: unit === 'bytes' ? room.bytes : room.characters, as },
            )
          : say(
              '{unit, select, bytes {{over, plural, one {# byte} other {# bytes}}} other {{over, plural, one {# character} other {# characters}}}} too many: a post on {title} takes {most}.',
              { unit, over: -left, title, most: unit === 'bytes' ? room.bytes : room.characters },
            )}
      </p>
      {parts === null ? (
        <p className={classes['count']} data-over="true">
          {say('Not even {most} posts take it: shorten it.', { most: mostParts })}
        </p>
      ) : null}
      {cut ? (
        <Button onClick={() => cutInTwo(cut)}>{say('Post the beginning, say the rest in private')}</Button>
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
