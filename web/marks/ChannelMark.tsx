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
import classes from './marks.module.css'

const looks = {
  email: { word: 'E-mail', Icon: IconMail },
  phone: { word: 'Phone', Icon: IconPhone },
  letter: { word: 'Letter', Icon: IconMailOpened },
  counter: { word: 'Service counter', Icon: IconBuildingStore },
  web: { word: 'Web form', Icon: IconForms },
  chat: { word: 'Chat', Icon: IconMessage },
  sms: { word: 'SMS', Icon: IconMessages },
  social: { word: 'Social media', Icon: IconWorld },
  review: { word: 'Review', Icon: IconStar },
  other: { word: 'Other', Icon: IconQuestionMark },
} satisfies Record<Channel, { word: string; Icon: typeof IconMail }>

/** The channel, by name. */
export const channelWord = (channel: Channel): string => looks[channel].word

/** The plain mark of a channel; the word is there for whoever does not see it. */
export function ChannelMark({ channel, withWord = false }: { channel: Channel; withWord?: boolean }) {
  const { word, Icon } = looks[channel]
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
        private
      </span>
    )
  return (
    <span className={classes['public']}>
      <Mark name="radiating" />
      {where ? `Public, ${where}` : 'Public'}
    </span>
  )
}
