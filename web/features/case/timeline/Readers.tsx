import { IconLock, IconNotes } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { inSentence } from '#web/ui/in-sentence.ts'
import { Seg } from '#web/ui/Seg.tsx'
import { locale, say } from '#web/words/say.ts'
import type { Addressee } from '../composer/addressee.ts'
import classes from '../composer/Composer.module.css'
import type { Draft } from '../composer/draft.ts'
import { languageWord } from '../person/language-word.ts'

type Props = {
  draft: Draft
  to: Addressee | null
  /** What the customer writes in, where it is known. */
  language: string | null
  choose: (mode: Draft['mode']) => void
}

/** Who will read what one writes, unmistakably, and the choice of it. */
export function Readers({ draft, to, language, choose }: Props) {
  const way = to ? inSentence(channelWord(to.channel)) : ''
  const look = { size: 16, stroke: 1.5, 'aria-hidden': true } as const
  const choices = [
    ...(to ? [choice('private', <IconLock {...look} />, say('Private, by {way}', { way }))] : []),
    ...(to?.canBePublic
      ? [
          choice(
            'public',
            <Mark name="radiating" />,
            say('Public, on {way}', { way: to.network?.title ?? way }),
          ),
        ]
      : []),
    choice('note', <IconNotes {...look} />, say('Note')),
  ]
  return (
    <div className={classes['bar']}>
      <Seg label={say('Who can read it')} value={draft.mode} choose={choose} choices={choices} />
      <p className={classes['to']} data-loud={draft.mode === 'public'}>
        <ToWhom mode={draft.mode} to={to} />
        {to && draft.mode !== 'note' && language && !isOurs(language) ? (
          <>
            {' · '}
            {say('they write {language}', { language: languageWord(language) })}
          </>
        ) : null}
      </p>
    </div>
  )
}

/** Whether it is what this screen speaks: then nobody forgets it. */
const isOurs = (language: string) => new Intl.Locale(locale()).language === language.split('-')[0]

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

function ToWhom({ mode, to }: { mode: Draft['mode']; to: Addressee | null }) {
  if (mode === 'note' || !to) return say('Only colleagues read this')
  if (mode === 'public') return say('Everyone can read this')
  return to.address && to.address !== to.name
    ? say('To {name}, {address}', { name: to.name, address: to.address })
    : say('To {name}', { name: to.name })
}
