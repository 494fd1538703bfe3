import { IconPaperclip, IconX } from '@tabler/icons-react'
import { say } from '#web/words/say.ts'
import type { DraftFile } from './draft-keeper.ts'
import classes from './Files.module.css'
import { sizeWords } from './size-words.ts'
import type { Coming, useFiles } from './use-files.ts'

type Props = { files: readonly DraftFile[]; uploads: ReturnType<typeof useFiles> }

/** The files that go with a reply, those on their way with how far they are, and those refused with the reason. */
export function Files({ files, uploads }: Props) {
  if (files.length + uploads.coming.length === 0) return null
  return (
    <ul className={classes['files']} aria-label={say('Files that go with it')}>
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <IconPaperclip size={14} stroke={1.5} aria-hidden="true" />
          <span className="clip">{name}</span>
          <span className="waits">{sizeWords(size)}</span>
          <Remove name={name} act={() => void uploads.remove(id)} />
        </li>
      ))}
      {uploads.coming.map((one) => (
        <Uploading key={one.key} one={one} forget={() => uploads.forget(one.key)} />
      ))}
    </ul>
  )
}

function Uploading({ one, forget }: { one: Coming; forget: () => void }) {
  const { name, size, share, refused, stop } = one
  return (
    <li data-refused={refused !== null} role={refused ? 'alert' : undefined}>
      <IconPaperclip size={14} stroke={1.5} aria-hidden="true" />
      <span className={refused ? undefined : 'clip'}>{name}</span>
      {refused === null ? (
        <span className="waits">
          {share < 1
            ? say('{percent} % of {size}', { percent: Math.round(share * 100), size: sizeWords(size) })
            : say('being kept')}
        </span>
      ) : (
        <span className={classes['refused']}>{refused}</span>
      )}
      <Remove name={name} act={refused === null ? stop : forget} />
    </li>
  )
}

function Remove({ name, act }: { name: string; act: () => void }) {
  return (
    <button type="button" onClick={act} aria-label={say('Take {name} off', { name })}>
      <IconX size={14} stroke={1.5} aria-hidden="true" />
    </button>
  )
}
