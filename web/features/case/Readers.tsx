import { IconLock, IconNotes } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Seg } from '#web/ui/Seg.tsx'
import type { Addressee } from './addressee.ts'
import classes from './Composer.module.css'
import type { Draft } from './draft.ts'

type Props = { draft: Draft; to: Addressee; choose: (mode: Draft['mode']) => void }

/** Who will read what one writes, unmistakably, and the choice of it. */
export function Readers({ draft, to, choose }: Props) {
  const by = channelWord(to.channel)
  const way = by === 'SMS' ? by : by.toLowerCase()
  const look = { size: 16, stroke: 1.5, 'aria-hidden': true } as const
  const choices = [
    choice('private', <IconLock {...look} />, `Private, by ${way}`),
    ...(to.canBePublic ? [choice('public', <Mark name="radiating" />, `Public, on ${way}`)] : []),
    choice('note', <IconNotes {...look} />, 'Note'),
  ]
  return (
    <div className={classes['bar']}>
      <Seg label="Who can read it" value={draft.mode} choose={choose} choices={choices} />
      <p className={classes['to']} data-loud={draft.mode === 'public'}>
        <ToWhom mode={draft.mode} to={to} />
      </p>
    </div>
  )
}

const choice = (value: Draft['mode'], icon: ReactNode, words: string) => ({
  value,
  loud: value === 'public',
  label: (
    <>
      {icon}
      {words}
    </>
  ),
})

function ToWhom({ mode, to }: { mode: Draft['mode']; to: Addressee }) {
  if (mode === 'note') return 'Only colleagues read this'
  if (mode === 'public') return 'Everyone can read this'
  return (
    <>
      To <b>{to.name}</b>
      {to.address && to.address !== to.name ? `, ${to.address}` : ''}
    </>
  )
}
