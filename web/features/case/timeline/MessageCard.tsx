import { IconEyeExclamation, IconLock, IconPaperclip } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import type { MessageView } from '#contract/case-view.ts'
import { ChannelMark, ReadersMark } from '#web/marks/ChannelMark.tsx'
import { say } from '#web/words/say.ts'
import { Delivery } from './Delivery.tsx'
import { Letter } from './Letter.tsx'
import classes from './MessageCard.module.css'
import { noteParts } from './note-words.ts'
import { otherSubject } from '../composer/other-subject.ts'
import { personalWords } from '../composer/personal-words.ts'
import { PostLine } from './PostLine.tsx'
import { Provenance } from './Provenance.tsx'
import { sizeWords } from '../composer/size-words.ts'
import { TheirTime } from '../person/TheirTime.tsx'

type Message = z.output<typeof MessageView>

type Props = {
  message: Message
  caseId: string
  /** What the case is called. */
  subject: string
  members: readonly { id: string; name: string }[]
  /** Who complains, and where their clock stands. */
  person?: { name: string; zone: string | null }
  /** The number of the case that it came to, where that was another one. */
  cameTo?: number | undefined
  /** Shows it as it came, byte for byte. */
  showOriginal?: ((message: Message) => void) | undefined
  takeBack?: ((messageId: string) => Promise<void>) | undefined
}

/** What somebody said: the customer in serif, ours in sans, a note for colleagues only. */
export function MessageCard(props: Props) {
  const { message, caseId, members, person, cameTo, showOriginal, takeBack } = props
  const [isFormatted, showFormatted] = useState(false)
  const { direction, from, channel, isPublic, html, itemId } = message
  const other = direction === 'in' ? otherSubject(message.subject, props.subject) : null
  return (
    <article
      className={classes['message']}
      data-direction={direction}
      data-public={isPublic}
      data-message={message.id}
      tabIndex={-1}
      aria-label={labelOf(message)}
    >
      <p className={classes['meta']}>
        <b>{from.name}</b>
        {from.address && from.address !== from.name ? <span>{from.address}</span> : null}
        {direction === 'note' ? (
          <span className="line">
            <IconLock size={14} stroke={1.5} aria-hidden="true" />
            {say('Note, only colleagues see it')}
          </span>
        ) : (
          <>
            <ChannelMark channel={channel} withWord />
            <ReadersMark isPublic={isPublic} />
            {direction === 'in' && person ? (
              <TheirTime at={Temporal.Instant.from(message.at)} {...person} />
            ) : null}
          </>
        )}
        {message.caseId === caseId ? null : (
          <Link className="link" to="/cases/$caseId" params={{ caseId: message.caseId }}>
            {cameTo ? say('came to case {number}', { number: String(cameTo) }) : say('came to another case')}
          </Link>
        )}
        <span className={classes['original']}>
          {html === null ? null : (
            <button type="button" aria-pressed={isFormatted} onClick={() => showFormatted(!isFormatted)}>
              {isFormatted ? say('Show the plain text') : say('Show original formatting')}
            </button>
          )}
          {itemId && showOriginal && message.post?.state !== 'deleted' ? (
            <button type="button" onClick={() => showOriginal(message)}>
              {say('Original')}
            </button>
          ) : null}
        </span>
      </p>
      {other === null ? null : <p className={`medium ${classes['subject']}`}>{other}</p>}
      {isFormatted && html !== null ? <Letter html={html} /> : <Words message={message} members={members} />}
      {message.provenance ? <Provenance of={message.provenance} /> : null}
      {message.post ? <PostLine post={message.post} /> : null}
      {message.holds.length > 0 ? (
        <p className={classes['holds']}>
          <IconEyeExclamation size={14} stroke={1.5} aria-hidden="true" />
          {say('Everyone can read {what} here', { what: personalWords(message.holds) })}
        </p>
      ) : null}
      <Attachments message={message} />
      {direction === 'out' ? <Delivery message={message} caseId={caseId} takeBack={takeBack} /> : null}
    </article>
  )
}

function labelOf({ direction, from }: Message): string {
  const { name } = from
  if (direction === 'note') return say('Note by {name}', { name })
  return direction === 'in' ? say('Message from {name}', { name }) : say('Reply by {name}', { name })
}

type WordsProps = Pick<Props, 'message' | 'members'>

/** The words themselves; what was quoted and signed is folded away, never lost. */
function Words({ message: { parts, body, direction, mentions, post }, members }: WordsProps) {
  if (post?.state === 'deleted') return null
  const voice = direction === 'in' ? 'voice' : ''
  if (direction === 'note')
    return (
      <p className={classes['words']}>
        {noteParts(body, mentions, members).map(({ at, text, isName }) =>
          isName ? (
            <b key={at} className={classes['named']}>
              {text}
            </b>
          ) : (
            text
          ),
        )}
      </p>
    )
  if (parts.length === 0) return <p className={`${classes['words']} ${voice}`}>{body || say('(no text)')}</p>
  return (
    <>
      {placed(parts).map(({ kind, text, start, isBeforeSignature }) =>
        kind === 'said' ? (
          <p key={start} className={`${classes['words']} ${voice}`}>
            {saidIn(text, isBeforeSignature)}
          </p>
        ) : (
          <details key={start} className={classes['folded']}>
            <summary>{kind === 'quoted' ? say('Quoted text') : say('Signature')}</summary>
            <p className={`${classes['words']} ${voice}`}>{text.trim()}</p>
          </details>
        ),
      )}
    </>
  )
}

/** Each part with where it starts in the message, and whether a signature comes next. */
const placed = (parts: Message['parts']) =>
  parts.map((part, place) => ({
    ...part,
    start: parts.slice(0, place).reduce((length, { text }) => length + text.length, 0),
    isBeforeSignature: parts[place + 1]?.kind === 'signature',
  }))

/** The line of two dashes that only announces a signature (RFC 3676, 4.3) goes with it. */
const saidIn = (text: string, isBeforeSignature: boolean) =>
  (isBeforeSignature ? text.trimEnd().replace(/(?:^|\n)--$/, '') : text).trim()

function Attachments({ message: { id, attachments } }: { message: Message }) {
  if (attachments.length === 0) return null
  return (
    <ul className={classes['files']} aria-label={say('Attachments')}>
      {attachments.map(({ part, name, size }) => (
        <li key={part}>
          <a href={`/api/messages/${id}/files/${part}`} download>
            <IconPaperclip size={14} stroke={1.5} aria-hidden="true" />
            <span className="clip">{name}</span>
            <span className="waits">{sizeWords(size)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
