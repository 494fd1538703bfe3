import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPlus, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { queries, type CaseFilter } from '#web/queries.ts'
import { useCommands } from '#web/ui/commands.ts'
import { Key } from '#web/ui/Key.tsx'
import { defaultViews, isSameFilter } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import classes from './Desk.module.css'
import { filterChips } from './filter-chips.ts'
import { ViewItems } from './ViewItems.tsx'

const ViewForm = lazy(async () => ({ default: (await import('./ViewForm.tsx')).ViewForm }))

/** The filters that are on, each with a way to drop it, and the menu that adds one or keeps them as a view. */
export function Filters({ filter, change }: { filter: CaseFilter; change: (changed: CaseFilter) => void }) {
  const { data: policy } = useQuery(queries.policy)
  const { data: people } = useQuery(queries.members)
  const { data: kept } = useQuery(queries.views)
  const button = useRef<HTMLButtonElement>(null)
  const [isKeeping, keep] = useState(false)
  useCommands(say('On the desk'), [{ key: 'f', title: say('Filter'), act: () => button.current?.click() }])
  const rungs = policy?.ladder ?? []
  const members = people?.members ?? []
  const view = kept?.views.find((one) => isSameFilter(one.filter, filter))
  const isKnown = view !== undefined || defaultViews().some((one) => isSameFilter(one.filter, filter))
  return (
    <div className={classes['filters']}>
      {filterChips(filter, { rungs, members }).map(({ name, words, drop }) => (
        <Chip key={name} shown={words} drop={drop && (() => change(drop))} />
      ))}
      <Menu position="bottom-start" width={216} withinPortal>
        <Menu.Target>
          <button type="button" ref={button} className={classes['add']}>
            <IconPlus size={14} stroke={1.5} aria-hidden="true" />
            {say('Filter')}
            <Key name="F" />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={classes['menu'] ?? ''}>
          <Menu.Item onClick={() => change({ owner: 'me' })}>{say('Mine')}</Menu.Item>
          <Menu.Item onClick={() => change({ offered: 'me' })}>{say('Offered to me')}</Menu.Item>
          <Menu.Item onClick={() => change({ mentions: 'me' })}>{say('A note names me')}</Menu.Item>
          <Menu.Label>{say('Turn')}</Menu.Label>
          <Menu.Item onClick={() => change({ turn: 'ours' })}>{say('Our turn')}</Menu.Item>
          <Menu.Item onClick={() => change({ turn: 'customers' })}>{say('Customer’s turn')}</Menu.Item>
          <Menu.Label>{say('Owed')}</Menu.Label>
          <Menu.Item onClick={() => change({ due: 'late' })}>{say('Late')}</Menu.Item>
          <Menu.Item onClick={() => change({ due: 'today' })}>{say('Within a day')}</Menu.Item>
          <Menu.Item onClick={() => change({ due: 'week' })}>{say('Within a week')}</Menu.Item>
          <Menu.Label>{say('Matter')}</Menu.Label>
          <Menu.Item onClick={() => change({ severity: 4 })}>{say('Serious or worse')}</Menu.Item>
          <Menu.Item onClick={() => change({ severity: 5 })}>{say('Danger')}</Menu.Item>
          <Menu.Item onClick={() => change({ public: true })}>{say('Public')}</Menu.Item>
          <Menu.Label>{say('State')}</Menu.Label>
          <Menu.Item onClick={() => change({ snoozed: 'only' })}>{say('Resting')}</Menu.Item>
          <Menu.Item onClick={() => change({ state: 'closed' })}>{say('Closed')}</Menu.Item>
          <Menu.Item onClick={() => change({ state: 'any' })}>{say('Open and closed')}</Menu.Item>
          <Menu.Label>{say('Rung')}</Menu.Label>
          {rungs.map(({ id, title }) => (
            <Menu.Item key={id} onClick={() => change({ rung: id })}>
              {title}
            </Menu.Item>
          ))}
          {members.length > 1 ? <Menu.Label>{say('Owner')}</Menu.Label> : null}
          {members.length > 1
            ? members.map(({ id, name }) => (
                <Menu.Item key={id} onClick={() => change({ owner: id })}>
                  {name}
                </Menu.Item>
              ))
            : null}
          {isKnown ? null : (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => keep(true)}>{say('Keep as a view')}</Menu.Item>
            </>
          )}
          {view?.isYours ? <ViewItems view={view} /> : null}
        </Menu.Dropdown>
      </Menu>
      <Suspense>{isKeeping ? <ViewForm filter={filter} close={() => keep(false)} /> : null}</Suspense>
    </div>
  )
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
