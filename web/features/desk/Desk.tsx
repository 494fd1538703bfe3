import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { queries, type CaseFilter } from '#web/queries.ts'
import { useKeys } from '#web/ui/keys.ts'
import classes from './Desk.module.css'
import { Filters } from './Filters.tsx'
import { Find } from './Find.tsx'
import { Peek } from './Peek.tsx'
import { Queue } from './Queue.tsx'
import { Soundness } from './Soundness.tsx'

type Props = { filter: CaseFilter; change: (changed: CaseFilter) => void }

/** The queue, the soonest date first, with a look at the case under the keys beside it. */
export function Desk({ filter, change }: Props) {
  const cases = useInfiniteQuery(queries.cases(filter))
  const { data: me } = useQuery(queries.me)
  const navigate = useNavigate()
  const [chosen, choose] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const rows = cases.data?.pages.flatMap((page) => page.cases) ?? []
  const selected = rows.find(({ id }) => id === chosen) ?? rows[0]

  const open = (begin?: 'reply' | 'note' | 'escalate' | 'promise' | 'why') => {
    if (selected)
      void navigate({
        to: '/cases/$caseId',
        params: { caseId: selected.id },
        search: begin ? { do: begin } : {},
      })
  }
  useKeys({
    j: () => step(list.current, selected?.id, 1),
    k: () => step(list.current, selected?.id, -1),
    Enter: () => open(),
    r: () => open('reply'),
    n: () => open('note'),
    p: () => open('promise'),
    e: () => open('escalate'),
    w: () => open('why'),
  })
  return (
    <main className={classes['desk']}>
      <header className={classes['top']}>
        <h1>Desk</h1>
        <Filters filter={filter} change={change} />
        <Find q={filter.q ?? ''} change={(q) => change({ q: q === '' ? undefined : q })} />
      </header>
      <div className={classes['list']} ref={list}>
        <Queue
          key={JSON.stringify(filter)}
          cases={cases}
          rows={rows}
          selected={selected?.id}
          choose={choose}
          me={me?.handle}
          filter={filter}
          drop={() =>
            change({ state: undefined, owner: undefined, rung: undefined, due: undefined, q: undefined })
          }
        />
        <Soundness />
      </div>
      <aside className={classes['peek']} aria-label="Selected case">
        {selected ? <Peek row={selected} me={me?.handle} open={open} /> : null}
      </aside>
    </main>
  )
}

/** Moves the focus to the next row, or to the one before; at first, to the selected one. */
function step(list: HTMLElement | null, selected: string | undefined, by: 1 | -1) {
  const links = [...(list?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])]
  const here = links.findIndex((link) => link.dataset['row'] === selected)
  const isFocused = links[here] === document.activeElement
  links[Math.min(links.length - 1, Math.max(0, isFocused ? here + by : here))]?.focus()
}
