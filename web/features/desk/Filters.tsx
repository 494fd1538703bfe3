import { useQuery } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { queries, type CaseFilter } from '#web/queries.ts'
import { useCommands } from '#web/ui/commands.ts'
import { defaultViews, isSameFilter } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import { AddButton } from './AddButton.tsx'
import classes from './Desk.module.css'
import { filterChips } from './filter-chips.ts'

const FilterMenu = lazy(async () => ({ default: (await import('./FilterMenu.tsx')).FilterMenu }))
const ViewForm = lazy(async () => ({ default: (await import('./ViewForm.tsx')).ViewForm }))

type Props = { filter: CaseFilter; change: (changed: CaseFilter) => void }

/** The filters that are on, each with a way to drop it, and the menu that adds one or keeps them as a view. */
export function Filters({ filter, change }: Props) {
  const { data: policy } = useQuery(queries.policy)
  const { data: people } = useQuery(queries.everybody)
  const { data: kept } = useQuery(queries.views)
  const [isKeeping, keep] = useState(false)
  const known = { rungs: policy?.ladder ?? [], members: people?.members ?? [] }
  const view = kept?.views.find((one) => isSameFilter(one.filter, filter))
  const isKnown = view !== undefined || defaultViews().some((one) => isSameFilter(one.filter, filter))
  return (
    <div className={classes['filters']}>
      {filterChips(filter, known).map(({ name, words, drop }) => (
        <Chip key={name} shown={words} drop={drop && (() => change(drop))} />
      ))}
      <Adding>
        <FilterMenu change={change} view={view} isKnown={isKnown} keep={() => keep(true)} />
      </Adding>
      <Suspense>{isKeeping ? <ViewForm filter={filter} close={() => keep(false)} /> : null}</Suspense>
    </div>
  )
}

/** The menu is fetched when it is first wanted. */
function Adding({ children }: { children: ReactNode }) {
  const [isWanted, want] = useState(false)
  return isWanted ? (
    <Suspense fallback={<AddButton />}>{children}</Suspense>
  ) : (
    <Wanting want={() => want(true)} />
  )
}

function Wanting({ want }: { want: () => void }) {
  useCommands(say('On the desk'), [{ key: 'f', title: say('Filter'), act: want }])
  return <AddButton onClick={want} />
}

function Chip({ shown, drop }: { shown: string; drop: (() => void) | undefined }) {
  if (!drop) return <span className={classes['chip']}>{shown}</span>
  return (
    <button
      type="button"
      className={classes['chip']}
      onClick={drop}
      aria-label={say('Drop the filter {filter}', { filter: shown })}
    >
      {shown}
      <IconX size={13} stroke={1.5} aria-hidden="true" />
    </button>
  )
}
