import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { WasCase } from '#contract/items.ts'
import type { Channel } from '#domain/channel.ts'
import { becauseWords } from '#web/marks/because-words.ts'
import { ChannelMark } from '#web/marks/ChannelMark.tsx'
import { Line } from '#web/ui/Line.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import type { Decision } from '#web/use-decisions.ts'
import { say } from '#web/words/say.ts'
import { becameWords, type Became } from './became.ts'
import classes from './Items.module.css'

/** A raw thing received, as a list shows it. */
export type Item = {
  id: string
  channel: Channel
  receivedAt: string
  because: string
  from: string
  subject: string
  body: string
  isErased?: boolean
  wasCase?: z.output<typeof WasCase> | null
}

type Props = {
  item: Item
  isChosen: boolean
  choose: (id: string) => void
  isOpen: boolean
  toggle: (id: string) => void
  decision: Decision<Became> | undefined
  /** It is in the list no longer. */
  isGone: boolean
  /** Who looks after it, by name. */
  owner?: string | null
  /** What can be done with it while nothing is decided. */
  acts: ReactNode
  children?: ReactNode
}

/** One raw thing received: from whom, what, why it opened no case; below, its beginning, and what became of it. */
export function ItemLine(props: Props) {
  const { item, isChosen, choose, isOpen, toggle, decision, isGone, owner, acts, children } = props
  const isOver = isGone || (decision?.state === 'done' && decision.isOver)
  return (
    <Line
      id={item.id}
      isChosen={isChosen}
      choose={choose}
      acts={isOver ? null : acts}
      below={
        <>
          {isOpen ? <Beginning item={item} /> : null}
          {children}
          <Fate decision={decision} isGone={isGone} />
        </>
      }
    >
      <button
        type="button"
        className={classes['main']}
        data-main
        aria-expanded={isOpen}
        onClick={() => toggle(item.id)}
      >
        <span className={classes['who']}>
          <ChannelMark channel={item.channel} />
          <b className="clip">{item.from || say('Sender not known')}</b>
          <span className={classes['when']}>
            <Moment at={item.receivedAt} />
          </span>
        </span>
        <span className={classes['subject']}>
          <b className="clip">{item.subject || say('No subject')}</b>
          {isOpen ? null : <span className="clip waits">{item.body}</span>}
        </span>
        <span className={classes['because']}>
          <span>{becauseWords(item.because)}</span>
          {owner ? <span>{say('Looked after by {owner}', { owner })}</span> : null}
          {item.wasCase ? <WhoSetAside was={item.wasCase} /> : null}
        </span>
      </button>
    </Line>
  )
}

/** Of what was a case: which one, and who set it aside when. */
function WhoSetAside({ was: { number, by, at } }: { was: NonNullable<Item['wasCase']> }) {
  return (
    <span>
      {say('Was case {number}; {name} set it aside', { number: String(number), name: by.name })}{' '}
      <Moment at={at} />
    </span>
  )
}

/** The beginning of it as it was written, and the way to the whole. */
function Beginning({ item: { id, body, isErased = false, wasCase } }: { item: Item }) {
  if (isErased)
    return (
      <p className="supports">{say('Its content was erased, by the rule for keeping or with its sender.')}</p>
    )
  return (
    <div className={classes['beginning']}>
      <p className="voice" dir="auto">
        {body || say('It has no text.')}
      </p>
      <a className="link small" href={`/api/items/${id}/original`}>
        {say('The whole original')}
      </a>
      {wasCase ? (
        <Link className="link small" to="/cases/$caseId" params={{ caseId: wasCase.caseId }}>
          {say('What happened on case {number}', { number: String(wasCase.number) })}
        </Link>
      ) : null}
    </div>
  )
}

function Fate({ decision, isGone }: { decision: Decision<Became> | undefined; isGone: boolean }) {
  if (decision?.state === 'failed') return <Note tone="danger">{decision.sentence}</Note>
  if (decision?.state === 'done') {
    const { became } = decision
    if (!decision.isOver) return <Note tone="warn">{becameWords(became)}</Note>
    return (
      <p className={classes['fate']}>
        <Mark name="check" />
        <span>{becameWords(became)}</span>
        {became.kind === 'case' ? (
          <Link className="link" to="/cases/$caseId" params={{ caseId: became.caseId }}>
            {say('Open the case')}
          </Link>
        ) : null}
      </p>
    )
  }
  if (!isGone) return null
  return (
    <p className={classes['fate']}>
      <Mark name="check" />
      {say('A colleague has seen to it.')}
    </p>
  )
}
