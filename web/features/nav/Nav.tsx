import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  IconAdjustmentsHorizontal,
  IconArchive,
  IconAt,
  IconEdit,
  IconGift,
  IconInbox,
  IconMailQuestion,
  IconShieldQuestion,
  IconTable,
} from '@tabler/icons-react'
import { memo, type ComponentType, type ReactNode } from 'react'
import { worksOnCases } from '#domain/role.ts'
import { queries } from '#web/queries.ts'
import { Logo } from '#web/ui/Mark.tsx'
import { productName } from '#web/ui/product-name.ts'
import { everything } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import { countWords } from '#web/ui/count-words.ts'
import { MeMenu } from './MeMenu.tsx'
import classes from './nav.module.css'
import { useCounts } from '#web/use-counts.ts'
import { Views } from './Views.tsx'

type Props = { isRail: boolean; showKeys: () => void }

/** Where one can go, at the left: with words, or a rail of marks where the page needs the room. */
export function Nav({ isRail, showKeys }: Props) {
  return (
    <nav className={classes['nav']} data-rail={isRail} aria-label={say('Main')}>
      <Places showKeys={showKeys} />
    </nav>
  )
}

/** The same with words and as a rail, so that it is not drawn anew where one gives way to the other. */
const Places = memo(function Places({ showKeys }: Pick<Props, 'showKeys'>) {
  const counts = useCounts()
  const { data: me } = useQuery(queries.me)
  return (
    <>
      <p className={classes['brand']}>
        <Logo />
        <span className={classes['word']}>{productName}</span>
      </p>
      <div className={classes['places']}>
        {worksOnCases(me?.role) ? <DeskPlaces /> : null}
        {me && me.role !== 'cause-owner' ? (
          <Link to="/remedies" title={say('Remedies')}>
            <Place Icon={IconGift} count={counts?.toSign} isForMe>
              {say('Remedies')}
            </Place>
          </Link>
        ) : null}
        <Link to="/policy" title={say('Policy')}>
          <Place Icon={IconTable}>{say('Policy')}</Place>
        </Link>
        <Link to="/settings" title={say('Settings')}>
          <Place Icon={IconAdjustmentsHorizontal}>{say('Settings')}</Place>
        </Link>
      </div>
      <div className={classes['foot']}>
        <MeMenu showKeys={showKeys}>
          <span className={classes['initials']} aria-hidden="true">
            {initialsOf(me?.name ?? '')}
          </span>
          <span className={classes['word']}>
            <b>{me?.name}</b>
            {me?.organisation.name}
          </span>
        </MeMenu>
      </div>
    </>
  )
})

/** Where cases are, for those who open them. */
function DeskPlaces() {
  const counts = useCounts()
  return (
    <>
      <Link
        to="/"
        search={everything}
        activeOptions={{ exact: true, includeSearch: true }}
        title={say('Desk')}
      >
        <Place Icon={IconInbox} count={counts?.open}>
          {say('Desk')}
        </Place>
      </Link>
      <Views counts={counts} />
      <Link to="/mentions" title={say('Mentions')}>
        <Place Icon={IconAt} count={counts?.mentioned} isForMe>
          {say('Mentions')}
        </Place>
      </Link>
      <Link to="/write-down" title={say('Write down')}>
        <Place Icon={IconEdit}>{say('Write down')}</Place>
      </Link>
      <Link to="/items/$outcome" params={{ outcome: 'quarantined' }} title={say('Quarantine')}>
        <Place Icon={IconShieldQuestion} count={counts?.quarantined}>
          {say('Quarantine')}
        </Place>
      </Link>
      <Link to="/items/$outcome" params={{ outcome: 'set-aside' }} title={say('Set aside')}>
        <Place Icon={IconArchive}>{say('Set aside')}</Place>
      </Link>
      {counts && counts.inDoubt.count > 0 ? (
        <Link to="/in-doubt" title={say('In doubt')}>
          <Place Icon={IconMailQuestion} count={counts.inDoubt} isForMe>
            {say('In doubt')}
          </Place>
        </Link>
      ) : null}
    </>
  )
}

type PlaceProps = {
  Icon: ComponentType<{ size: number; stroke: number; 'aria-hidden': 'true' }>
  count?: { count: number; orMore: boolean } | undefined
  /** Whether it shows a dot where there is no room for the count. */
  isForMe?: boolean
  children: ReactNode
}

function Place({ Icon, count, isForMe = false, children }: PlaceProps) {
  return (
    <>
      <Icon size={16} stroke={1.5} aria-hidden="true" />
      <span className={classes['word']}>{children}</span>
      {count && count.count > 0 ? (
        <span className={classes['count']} data-dot={isForMe}>
          {countWords(count)}
        </span>
      ) : null}
    </>
  )
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
