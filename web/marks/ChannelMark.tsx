import {
  IconBuildingStore,
  IconForms,
  IconLock,
  IconMail,
  IconMailOpened,
  IconMessage,
  IconMessages,
  IconPhone,
  IconQuestionMark,
  IconStar,
  IconWorld,
} from '@tabler/icons-react'
import type { Channel } from '#domain/channel.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import classes from './marks.module.css'

const looks = {
  email: { word: () => say('E-mail'), Icon: IconMail },
  phone: { word: () => say('Phone'), Icon: IconPhone },
  letter: { word: () => say('Letter'), Icon: IconMailOpened },
  counter: { word: () => say('Service counter'), Icon: IconBuildingStore },
  web: { word: () => say('Web form'), Icon: IconForms },
  chat: { word: () => say('Chat'), Icon: IconMessage },
  sms: { word: () => say('SMS'), Icon: IconMessages },
  social: { word: () => say('Social media'), Icon: IconWorld },
  review: { word: () => say('Review'), Icon: IconStar },
  other: { word: () => say('Other'), Icon: IconQuestionMark },
} satisfies Record<Channel, { word: () => string; Icon: typeof IconMail }>

/** The channel, by name. */
export const channelWord = (channel: Channel): string => looks[channel].word()

/** The plain mark of a channel; the word is there for whoever does not see it. */
export function ChannelMark({ channel, withWord = false }: { channel: Channel; withWord?: boolean }) {
  const { Icon } = looks[channel]
  const word = channelWord(channel)
  return (
    <span className={classes['channel']} title={word}>
      <Icon size={14} stroke={1.5} aria-hidden="true" />
      <span className={withWord ? undefined : 'unseen'}>{word}</span>
    </span>
  )
}

/** Who can read it: everyone, or only the people it is between. */
export function ReadersMark({ isPublic, where }: { isPublic: boolean; where?: string }) {
  if (!isPublic)
    return (
      <span className={classes['private']}>
        <IconLock size={14} stroke={1.5} aria-hidden="true" />
        {say('private')}
      </span>
    )
  return (
    <span className={classes['public']}>
      <Mark name="radiating" />
      {where ? say('Public, {where}', { where }) : say('Public')}
    </span>
  )
}
