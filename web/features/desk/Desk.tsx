import { useState } from 'react'
import type { CaseFilter } from '#web/queries.ts'
import { say } from '#web/words/say.ts'
import { Board } from './Board.tsx'
import classes from './Desk.module.css'
import { Filters } from './Filters.tsx'
import { Find, type Then } from './Find.tsx'
import { SearchScope } from './SearchScope.tsx'

type Props = {
  filter: CaseFilter
  change: (changed: CaseFilter) => void
  /** Looks at other filters in the place of these. */
  lookAt: (filter: CaseFilter) => void
}

/** The queue, the soonest date first, with a look at the case under the keys beside it. */
export function Desk({ filter, change, lookAt }: Props) {
  // The view in which somebody began to look for something: there they go back to.
  const [view, keep] = useState<CaseFilter>({})
  if (filter.q === undefined && filter !== view) keep(filter)
  const [wish, want] = useState<{ q: string; then: Then } | null>(null)
  const look = (q: string, then?: Then) => {
    want(then ? { q, then } : null)
    if (q === (filter.q ?? '')) return
    // What is looked for is looked for everywhere, unless somebody said to stay within.
    lookAt(q === '' ? view : { ...(filter.q !== undefined && filter), q })
  }
  return (
    <main className={classes['desk']}>
      <header className={classes['top']}>
        <h1>{say('Desk')}</h1>
        <Filters filter={filter} change={change} />
        <SearchScope filter={filter} view={view} lookAt={lookAt} />
        <Find q={filter.q ?? ''} look={look} />
      </header>
      <Board
        // Each view begins at its beginning, with nothing marked.
        key={JSON.stringify(filter)}
        filter={filter}
        drop={() => lookAt({})}
        then={wish?.q === (filter.q ?? '') ? wish.then : null}
        done={() => want(null)}
      />
    </main>
  )
}
