import { IconLock, IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import type { MessageView } from '#contract/case-view.ts'
import { ChannelMark, ReadersMark } from '#web/marks/ChannelMark.tsx'
import { Delivery } from './Delivery.tsx'
import { Letter } from './Letter.tsx'
import classes from './MessageCard.module.css'

type Message = z.output<typeof MessageView>

/** What somebody said: the customer in serif, ours in sans, a note for colleagues only. */
export function MessageCard({ message, caseId }: { message: Message; caseId: string }) {
  const [isOriginal, showOriginal] = useState(false)
  const { direction, from, channel, isPublic, html } = message
  return (
    <article className={classes['message']} data-direction={direction} data-public={isPublic}>
      <p className={classes['meta']}>
        <b>{from.name}</b>
        {from.address && from.address !== from.name ? <span>{from.address}</span> : null}
        {direction === 'note' ? (
          <span className="line">
            <IconLock size={14} stroke={1.5} aria-hidden="true" />
            Note, only colleagues see it
          </span>
        ) : (
          <>
            <ChannelMark channel={channel} withWord />
            <ReadersMark isPublic={isPublic} />
          </>
        )}
        <span className={classes['original']}>
          {html === null ? null : (
            <button type="button" aria-pressed={isOriginal} onClick={() => showOriginal(!isOriginal)}>
              {isOriginal ? 'Show the plain text' : 'Show original formatting'}
            </button>
          )}
          {message.itemId ? <a href={`/api/items/${message.itemId}/original`}>Original</a> : null}
        </span>
      </p>
      {isOriginal && html !== null ? <Letter html={html} /> : <Words message={message} />}
      <Attachments message={message} />
      {direction === 'out' && message.delivery ? <Delivery message={message} caseId={caseId} /> : null}
    </article>
  )
}

/** The words themselves; what was quoted and signed is folded away, never lost. */
function Words({ message: { parts, body, direction } }: { message: Message }) {
  const voice = direction === 'in' ? 'voice' : ''
  if (parts.length === 0) return <p className={`${classes['words']} ${voice}`}>{body || '(no text)'}</p>
  return (
    <>
      {placed(parts).map(({ kind, text, start, isBeforeSignature }) =>
        kind === 'said' ? (
          <p key={start} className={`${classes['words']} ${voice}`}>
            {saidIn(text, isBeforeSignature)}
          </p>
        ) : (
          <details key={start} className={classes['folded']}>
            <summary>{kind === 'quoted' ? 'Quoted text' : 'Signature'}</summary>
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
    <ul className={classes['files']} aria-label="Attachments">
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

const sizeWords = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
