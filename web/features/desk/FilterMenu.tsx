import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries, type CaseFilter } from '#web/queries.ts'
import { useCommands } from '#web/ui/commands.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { AddButton } from './AddButton.tsx'
import classes from './Desk.module.css'
import { ViewItems } from './ViewItems.tsx'

type Props = {
  change: (changed: CaseFilter) => void
  /** The kept view that is shown, and whether it, or one that everybody has, is shown. */
  view: { id: string; name: string; isYours: boolean } | undefined
  isKnown: boolean
  keep: () => void
}

/** The menu that adds a filter, or keeps those that are on as a view; open from when it is first asked for. */
export function FilterMenu({ change, view, isKnown, keep }: Props) {
  const { data: policy } = useQuery(queries.policy)
  const { data: people } = useQuery(queries.colleagues)
  const [isOpen, open] = useState(true)
  useCommands(say('On the desk'), [{ key: 'f', title: say('Filter'), act: () => open(true) }])
  const rungs = policy?.ladder ?? []
  const members = people?.members ?? []
  return (
    <Menu opened={isOpen} onChange={open} position="bottom-start" width={216} withinPortal>
      <Menu.Target>
        <AddButton />
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
            {heard(title)}
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
            <Menu.Item onClick={() => keep()}>{say('Keep as a view')}</Menu.Item>
          </>
        )}
        {view?.isYours ? <ViewItems view={view} /> : null}
      </Menu.Dropdown>
    </Menu>
  )
}
