import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'
import classes from './Items.module.css'

type Props = {
  list: {
    isPending: boolean
    error: Error | null
    hasNextPage: boolean
    isFetchingNextPage: boolean
    refetch: () => Promise<unknown>
    fetchNextPage: () => Promise<unknown>
  }
  held: { shown: readonly unknown[]; waiting: number; show: () => void }
  empty: string
  emptyMore: string
  children: ReactNode
}

/** What a list of items shows while it is read, when it cannot be read and when it is empty; and what came since. */
export function ItemFaces({ list, held, empty, emptyMore, children }: Props) {
  const { shown, waiting, show } = held
  if (list.isPending) return <Bones rows={6} height={76} label={say('The items are being read')} />
  if (list.error && shown.length === 0)
    return (
      <Face says={say('The list could not be read.')}>
        <p>{sentenceOf(list.error)}</p>
        <Button onClick={() => void list.refetch()}>{say('Try again')}</Button>
      </Face>
    )
  if (shown.length === 0)
    return (
      <Face says={empty}>
        <p>{emptyMore}</p>
        <Link className="link" to="/">
          {say('Go to the desk')}
        </Link>
      </Face>
    )
  return (
    <>
      {list.error ? <p className={classes['stale']}>{sentenceOf(list.error)}</p> : null}
      {waiting > 0 ? (
        <button type="button" className={classes['waiting']} onClick={show}>
          {say('{waiting, plural, other {# new, show}}', { waiting })}
        </button>
      ) : null}
      {children}
      {list.hasNextPage ? (
        <p className={classes['more']}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {say('Show more')}
          </Button>
        </p>
      ) : null}
    </>
  )
}
