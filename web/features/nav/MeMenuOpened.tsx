import { Menu, useMantineColorScheme } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { IconCheck } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { signOut } from '#contract/people.ts'
import { worksOnCases } from '#domain/role.ts'
import { ask } from '#web/api.ts'
import { queries, type CaseFilter } from '#web/queries.ts'
import { chooseDensity, useDensity } from '#web/ui/density.ts'
import { dropDrafts } from '#web/ui/keep-drafts.ts'
import { defaultViews } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import { countWords } from '#web/ui/count-words.ts'
import { MeButton } from './MeButton.tsx'
import { useCounts } from '#web/use-counts.ts'

type Props = { showKeys: () => void; withPlaces?: boolean; children: ReactNode }

/** What belongs to the person at the screen: how it looks, its keys, leaving; open from when it is first asked for. */
export function MeMenuOpened({ showKeys, withPlaces = false, children }: Props) {
  const [isOpen, open] = useState(true)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const density = useDensity()
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: () => ask(signOut, {}),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' })
      client.clear()
      dropDrafts()
    },
  })
  return (
    <Menu opened={isOpen} onChange={open} position="top-start" width={208} withinPortal>
      <Menu.Target>
        <MeButton withPlaces={withPlaces}>{children}</MeButton>
      </Menu.Target>
      <Menu.Dropdown>
        {withPlaces ? <MorePlaces /> : null}
        <Menu.Label>{say('Appearance')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={colorScheme === scheme ? <Chosen /> : null}
          >
            {schemeWord(scheme)}
          </Menu.Item>
        ))}
        <Menu.Item
          onClick={() => chooseDensity(density === 'compact' ? 'roomy' : 'compact')}
          rightSection={density === 'compact' ? <Chosen /> : null}
        >
          {say('Rows of one line')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: '/help' })}>{say('Help')}</Menu.Item>
        <Menu.Item onClick={showKeys}>{say('All keys')}</Menu.Item>
        <Menu.Item onClick={() => leave.mutate()}>{say('Sign out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The places for which a narrow screen has no tab. */
function MorePlaces() {
  const navigate = useNavigate()
  const counts = useCounts()
  const { data: me } = useQuery(queries.me)
  return (
    <>
      {worksOnCases(me?.role) ? <MoreOfTheDesk /> : null}
      <Menu.Item
        onClick={() => void navigate({ to: '/remedies' })}
        rightSection={
          counts && counts.toSign.count > 0 ? (
            <span className="waits">{countWords(counts.toSign)}</span>
          ) : null
        }
      >
        {say('Remedies')}
      </Menu.Item>
      <Menu.Item onClick={() => void navigate({ to: '/policy' })}>{say('Policy')}</Menu.Item>
      <Menu.Item onClick={() => void navigate({ to: '/settings/$part', params: { part: 'account' } })}>
        {say('Settings')}
      </Menu.Item>
      <Menu.Divider />
    </>
  )
}

function MoreOfTheDesk() {
  const navigate = useNavigate()
  const counts = useCounts()
  const { data: kept } = useQuery(queries.views)
  const ofNowAndThen = [
    { id: 'offered', name: say('Offered to me'), filter: { offered: 'me' as const }, count: counts?.offered },
    { id: 'resting', name: say('Resting'), filter: { snoozed: 'only' as const }, count: counts?.snoozed },
  ].filter(({ count }) => count !== undefined && count.count > 0)
  const views: {
    id: string
    name: string
    filter: CaseFilter
    count?: (typeof ofNowAndThen)[number]['count']
  }[] = [
    ...defaultViews()
      .filter(({ counter }) => counter !== 'open')
      .map(({ name, filter, counter }) => ({ id: counter, name, filter, count: counts?.[counter] })),
    ...ofNowAndThen,
    ...(kept?.views ?? []),
  ]
  return (
    <>
      {views.map(({ id, name, filter, count }) => (
        <Menu.Item
          key={id}
          onClick={() => void navigate({ to: '/', search: filter })}
          rightSection={count && count.count > 0 ? <span className="waits">{countWords(count)}</span> : null}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Item onClick={() => void navigate({ to: '/items/$outcome', params: { outcome: 'set-aside' } })}>
        {say('Set aside')}
      </Menu.Item>
      <Menu.Item
        onClick={() => void navigate({ to: '/mentions' })}
        rightSection={
          counts && counts.mentioned.count > 0 ? (
            <span className="waits">{countWords(counts.mentioned)}</span>
          ) : null
        }
      >
        {say('Mentions')}
      </Menu.Item>
      {counts && counts.inDoubt.count > 0 ? (
        <Menu.Item
          onClick={() => void navigate({ to: '/in-doubt' })}
          rightSection={<span className="waits">{countWords(counts.inDoubt)}</span>}
        >
          {say('In doubt')}
        </Menu.Item>
      ) : null}
    </>
  )
}

const Chosen = () => <IconCheck size={14} stroke={1.5} aria-label={say('chosen')} />

function schemeWord(scheme: 'auto' | 'light' | 'dark'): string {
  switch (scheme) {
    case 'auto':
      return say('As the system')
    case 'light':
      return say('Light')
    case 'dark':
      return say('Dark')
  }
}
