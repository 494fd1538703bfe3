import { IconEye, IconPencil } from '@tabler/icons-react'
import classes from './Presence.module.css'
import { presenceWords } from './presence-words.ts'

type Props = { others: readonly { name: string; doing: 'looking' | 'writing' }[] }

/** Who else is at the case, by name. */
export function Presence({ others }: Props) {
  return presenceWords(others).map(({ doing, sentence }) => {
    const Icon = doing === 'writing' ? IconPencil : IconEye
    return (
      <span key={doing} className={classes['presence']} data-doing={doing}>
        <Icon size={14} stroke={1.5} aria-hidden="true" />
        {sentence}
      </span>
    )
  })
}
