import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { counts as contract } from '#contract/queue.ts'
import { worksOnCases } from '#domain/role.ts'
import { queries, type CaseFilter } from '#web/queries.ts'
import { say } from '#web/words/say.ts'
import { defaultViews } from '#web/views.ts'
import { countWords } from '#web/ui/count-words.ts'
import classes from './nav.module.css'

type Counts = z.output<typeof contract.output>

/** The views of the queue: those that everybody has, what is only there now and then, and those that were kept. */
export function Views({ counts }: { counts: Counts | undefined }) {
  const { data: me } = useQuery(queries.me)
  const { data: kept } = useQuery({
    ...queries.views,
    enabled: worksOnCases(me?.role),
  })
  return (
    <>
      {defaultViews()
        .filter(({ counter }) => counter !== 'open')
        .map(({ name, filter, counter }) => (
          <View
            key={name}
            name={name}
            filter={filter}
            count={counts?.[counter]}
            isLoud={counter === 'late'}
          />
        ))}
      {counts && counts.offered.count > 0 ? (
        <View name={say('Offered to me')} filter={{ offered: 'me' }} count={counts.offered} />
      ) : null}
      {counts && counts.snoozed.count > 0 ? (
        <View name={say('Resting')} filter={{ snoozed: 'only' }} count={counts.snoozed} />
      ) : null}
      {kept?.views.map(({ id, name, filter }) => (
        <View key={id} name={name} filter={filter} />
      ))}
    </>
  )
}

type Props = {
  name: string
  filter: CaseFilter
  count?: { count: number; orMore: boolean } | undefined
  isLoud?: boolean
}

function View({ name, filter, count, isLoud = false }: Props) {
  return (
    <Link
      className={classes['sub']}
      to="/"
      search={filter}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      <span className={`${classes['word']} clip`}>{name}</span>
      {count && count.count > 0 ? (
        <span className={classes['count']} data-loud={isLoud}>
          {countWords(count)}
        </span>
      ) : null}
    </Link>
  )
}
