import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { queries, type CaseFilter } from '#web/queries.ts'
import { Key } from '#web/ui/Key.tsx'
import { useKeys } from '#web/ui/keys.ts'
import classes from './Desk.module.css'

const states = { open: 'Open', closed: 'Closed', merged: 'Merged', any: 'Open and closed' } as const
const dues = { late: 'Late', today: 'Within a day', week: 'Within a week' } as const

/** The filters that are on, each with a way to drop it, and the menu that adds one. */
export function Filters({ filter, change }: { filter: CaseFilter; change: (changed: CaseFilter) => void }) {
  const { data: policy } = useQuery(queries.policy)
  const { data: people } = useQuery(queries.members)
  const button = useRef<HTMLButtonElement>(null)
  useKeys({ f: () => button.current?.click() })
  const rungs = policy?.ladder ?? []
  const members = people?.members ?? []
  const owner = filter.owner === 'me' ? 'Mine' : members.find(({ id }) => id === filter.owner)?.name
  return (
    <div className={classes['filters']}>
      <Chip shown={filter.owner && (owner ?? filter.owner)} drop={() => change({ owner: undefined })} />
      <Chip
        shown={states[filter.state ?? 'open']}
        drop={filter.state && (() => change({ state: undefined }))}
      />
      <Chip shown={filter.due && dues[filter.due]} drop={() => change({ due: undefined })} />
      <Chip
        shown={filter.rung && (rungs.find(({ id }) => id === filter.rung)?.title ?? filter.rung)}
        drop={() => change({ rung: undefined })}
      />
      <Menu position="bottom-start" width={200} withinPortal>
        <Menu.Target>
          <button type="button" ref={button} className={classes['add']}>
            <IconPlus size={14} stroke={1.5} aria-hidden="true" />
            Filter
            <Key name="F" />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={classes['menu'] ?? ''}>
          <Menu.Item onClick={() => change({ owner: 'me' })}>Mine</Menu.Item>
          <Menu.Label>Owed</Menu.Label>
          {(['late', 'today', 'week'] as const).map((due) => (
            <Menu.Item key={due} onClick={() => change({ due })}>
              {dues[due]}
            </Menu.Item>
          ))}
          <Menu.Label>State</Menu.Label>
          {(['closed', 'any'] as const).map((state) => (
            <Menu.Item key={state} onClick={() => change({ state })}>
              {states[state]}
            </Menu.Item>
          ))}
          <Menu.Label>Rung</Menu.Label>
          {rungs.map(({ id, title }) => (
            <Menu.Item key={id} onClick={() => change({ rung: id })}>
              {title}
            </Menu.Item>
          ))}
          {members.length > 1 ? <Menu.Label>Owner</Menu.Label> : null}
          {members.length > 1
            ? members.map(({ id, name }) => (
                <Menu.Item key={id} onClick={() => change({ owner: id })}>
                  {name}
                </Menu.Item>
              ))
            : null}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function Chip({ shown, drop }: { shown: string | undefined; drop: (() => void) | undefined }) {
  if (!shown) return null
  if (!drop) return <span className={classes['chip']}>{shown}</span>
  return (
    <button type="button" className={classes['chip']} onClick={drop} aria-label={`Drop the filter ${shown}`}>
      {shown}
      <IconX size={13} stroke={1.5} aria-hidden="true" />
    </button>
  )
}
