import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { ItemLine } from './ItemLine.tsx'
import classes from './Items.module.css'

const words = {
  quarantined: {
    title: 'Quarantine',
    about: 'What could not be understood. Nothing here is lost: try it again, or make it a case by hand.',
    empty: 'Nothing is in quarantine.',
    emptyMore: 'Everything that arrived was understood.',
  },
  'set-aside': {
    title: 'Set aside',
    about:
      'What is no complaint: bounces, automatic answers, newsletters. Make a case of what was set aside wrongly.',
    empty: 'Nothing was set aside.',
    emptyMore: 'Bounces, automatic answers and newsletters would stand here, each with its reason.',
  },
} as const

/** Items that opened no case, the newest first, each with why, and what one can do about it. */
export function Items({ outcome }: { outcome: 'set-aside' | 'quarantined' }) {
  const items = useInfiniteQuery(queries.items(outcome))
  const rows = items.data?.pages.flatMap((page) => page.items) ?? []
  const { title, about, empty, emptyMore } = words[outcome]
  return (
    <main className={classes['page']}>
      <header className={classes['top']}>
        <h1>{title}</h1>
        <p className="supports">{about}</p>
      </header>
      <div className={classes['list']}>
        {items.isPending ? <Bones rows={6} height={64} label="The items are being read" /> : null}
        {items.error && rows.length === 0 ? (
          <Face says="The list could not be read.">
            <p>{sentenceOf(items.error)}</p>
            <Button onClick={() => void items.refetch()}>Try again</Button>
          </Face>
        ) : null}
        {!items.isPending && !items.error && rows.length === 0 ? (
          <Face says={empty}>
            <p>{emptyMore}</p>
            <Link className="link" to="/">
              Go to the desk
            </Link>
          </Face>
        ) : null}
        <ul>
          {rows.map((item) => (
            <ItemLine key={item.id} item={item} />
          ))}
        </ul>
        {items.hasNextPage ? (
          <p className={classes['more']}>
            <Button busy={items.isFetchingNextPage} onClick={() => void items.fetchNextPage()}>
              Show more
            </Button>
          </p>
        ) : null}
      </div>
    </main>
  )
}
