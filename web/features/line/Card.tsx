import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { failureTitle, failureWords } from '#web/marks/failure-words.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { kindWords } from '#web/marks/kind-words.ts'
import { RungMark } from '#web/marks/RungMark.tsx'
import { severityWord, SeverityMark } from '#web/marks/SeverityMark.tsx'
import { TurnMark } from '#web/marks/TurnMark.tsx'
import { Tally } from '#web/ui/Ladder.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { locale, say } from '#web/words/say.ts'
import type { Card as CardView, InFront } from './card-query.ts'
import classes from './Line.module.css'
import { HowSure } from './HowSure.tsx'
import { MayNow } from './MayNow.tsx'
import type { Call } from './which-call.ts'

type Props = {
  call: Call
  card: CardView
  me: string | undefined
  /** The case that stands in front, where somebody chose one; `new` for a matter of its own. */
  chosen: string | null
  choose: (caseId: string) => void
  /** Who is looking: apart from everything that is owed. */
  children?: ReactNode
}

/** Who calls and what one needs to know, in the order in which one needs it. */
export function Card({ call, card, me, chosen, choose, children }: Props) {
  const front = chosen === 'new' ? null : card.front
  return (
    <>
      <section className={classes['who']} aria-label={say('Who calls')}>
        <div className={classes['named']}>
          <h1>{card.person?.name ?? call.name ?? card.number ?? say('Number withheld')}</h1>
          <HowSure sure={card.sure} why={card.why} />
        </div>
        {front ? <Five front={front} me={me} /> : <p className="supports">{nothingWords(card, chosen)}</p>}
      </section>
      {front && front.failureChain.length > 0 ? <Failures front={front} /> : null}
      {front && front.promises.length > 0 ? <Promises front={front} /> : null}
      {front ? <MayNow front={front} /> : null}
      {children}
      <Cases card={card} front={front} chosen={chosen} choose={choose} />
    </>
  )
}

function nothingWords({ sure, others, cases }: CardView, chosen: string | null): string {
  if (chosen === 'new') return say('A new matter: what you write down opens a case.')
  if (sure === 'several')
    return say('This number may be {names}. Ask who it is.', {
      names: new Intl.ListFormat(locale()).format(others.map(({ name }) => name)),
    })
  if (sure === 'withheld') return say('Ask who it is, and for a number to call back.')
  if (sure === 'nobody') return say('Nobody we know has this number. What you write down opens a case.')
  return cases.length === 0 ? say('No open case.') : say('Choose which case it is about.')
}

/** What it is about, how bad, by when, whose turn. */
function Five({ front, me }: { front: InFront; me: string | undefined }) {
  return (
    <>
      <p className={classes['about']}>
        <Link className="link" to="/cases/$caseId" params={{ caseId: front.id }} target="evenhand-desk">
          {front.subject || say('No subject')}
        </Link>{' '}
        <span className="waits">{say('Case {number}', { number: String(front.number) })}</span>{' '}
        <Link
          className="link"
          to="/cases/$caseId/dossier"
          params={{ caseId: front.id }}
          target="evenhand-desk"
        >
          {say('Dossier')}
        </Link>
      </p>
      <p className={classes['trio']}>
        <SeverityMark severity={front.severity} />
        {front.nextDueAt && front.nextDue ? (
          <span className={classes['due']}>
            <DueMark dueAt={front.nextDueAt} setAt={front.nextDue.setAt} near={front.nextDue.near} />
            <span className="small waits">{kindWords(front.nextDue.kind)}</span>
          </span>
        ) : null}
        <TurnMark turn={front.turn} owner={front.owner} me={me} />
        <RungMark rung={front.rung} ladder={front.ladder} />
      </p>
    </>
  )
}

const mostFailures = 5

/** What we got wrong, each with the strokes counted up to it. */
function Failures({ front }: { front: InFront }) {
  const first = Math.max(0, front.failureChain.length - mostFailures)
  const before = front.failures - front.failureChain.length + first
  return (
    <section className={classes['part']} aria-labelledby="line-failures">
      <h2 id="line-failures" className="title">
        {say('What we got wrong: {count}', { count: front.failures })}
      </h2>
      <ul className={classes['failures']}>
        {front.failureChain.slice(first).map(({ at, reason, about, channel }, place) => (
          <li key={`${about} ${at}`}>
            <Tally count={before + place + 1} />
            <span>
              <span className="medium">{failureTitle(reason)}</span>{' '}
              <span className="supports">{failureWords(reason, about, channel ?? undefined)}</span>
            </span>
            <span className="small waits">
              <Moment at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Promises({ front }: { front: InFront }) {
  return (
    <section className={classes['part']} aria-labelledby="line-promises">
      <h2 id="line-promises" className="title">
        {say('Promised')}
      </h2>
      <ul className={classes['promises']}>
        {front.promises.map(({ id, what, giver, dueAt, near }) => (
          <li key={id}>
            <span>
              {what} <span className="waits">{giver.name}</span>
            </span>
            <DueMark dueAt={dueAt} setAt={dueAt} near={near} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The other open cases, and a matter of its own: which one it is about is the agent's to say. */
function Cases({
  card,
  front,
  chosen,
  choose,
}: Omit<Props, 'call' | 'me' | 'children'> & { front: InFront | null }) {
  const others = card.cases.filter(({ id }) => id !== front?.id)
  if (card.cases.length === 0) return null
  return (
    <section className={classes['part']} aria-labelledby="line-cases">
      <h2 id="line-cases" className="title">
        {others.length > 0 ? say('Or is it about') : say('Or is it')}
      </h2>
      <ul className={classes['cases']}>
        {others.map(({ id, subject, severity, number }) => (
          <li key={id}>
            <button type="button" onClick={() => choose(id)}>
              <span className="clip">{subject || say('No subject')}</span>
              <span className="small waits">
                {say('Case {number}', { number: String(number) })}, {severityWord(severity)}
              </span>
            </button>
          </li>
        ))}
        {chosen === 'new' ? null : (
          <li>
            <button type="button" onClick={() => choose('new')}>
              {say('Another matter')}
            </button>
          </li>
        )}
      </ul>
    </section>
  )
}
