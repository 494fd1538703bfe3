import type { CaseFilter } from '#web/queries.ts'
import { say } from '#web/words/say.ts'
import { Board } from './Board.tsx'
import classes from './Desk.module.css'
import { Filters } from './Filters.tsx'
import { Find } from './Find.tsx'

type Props = { filter: CaseFilter; change: (changed: CaseFilter) => void; drop: () => void }

/** The queue, the soonest date first, with a look at the case under the keys beside it. */
export function Desk({ filter, change, drop }: Props) {
  return (
    <main className={classes['desk']}>
      <header className={classes['top']}>
        <h1>{say('Desk')}</h1>
        <Filters filter={filter} change={change} />
        <Find q={filter.q ?? ''} change={(q) => change({ q: q === '' ? undefined : q })} />
      </header>
      <Board
        // Each view begins at its beginning, with nothing marked.
        key={JSON.stringify(filter)}
        filter={filter}
        drop={drop}
      />
    </main>
  )
}
