import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { endCall, showExtensions } from '#contract/calls.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'
import { CallBackForm } from './CallBackForm.tsx'
import { CallHead } from './CallHead.tsx'
import { Card } from './Card.tsx'
import { cardQuery, type Card as CardView } from './card-query.ts'
import { HelpForm } from './HelpForm.tsx'
import classes from './Line.module.css'
import { Looking } from './Looking.tsx'
import { Notes } from './Notes.tsx'
import { useRingNotice } from './ring-notice.ts'
import { WarnForm } from './WarnForm.tsx'
import { callerName, isUnderWay, whichCall, type Call } from './which-call.ts'
import { keepWords, keptWords, wordsSince } from './written-line.ts'

type Doing = 'warn' | 'call-back' | 'help' | null

type Props = {
  /** The call that this window was opened for. */
  wanted: string | null
  aside?: ReactNode
  /** What they say of themselves on a case; `warn` writes another down. */
  claims: (caseId: string, warn: () => void) => ReactNode
}

/** The call screen: who calls, what may be done, and what is written down meanwhile. */
export function CallScreen({ wanted, aside, claims }: Props) {
  const { data, error, isPending, refetch } = useQuery(queries.calls)
  const [chosen, choose] = useState<string | null>(null)
  const calls = data?.calls ?? []
  const [last, look] = useState<string | null>(null)
  const call = whichCall(calls, { chosen: chosen ?? wanted, last })
  if (call && call.id !== last) look(call.id)
  useRingNotice(calls)
  useEffect(() => {
    const before = document.title
    document.title = call ? titleOf(call) : say('Call screen')
    return () => {
      document.title = before
    }
  }, [call])
  return (
    <main className={classes['screen']}>
      {call ? (
        <OnCall
          key={call.id}
          call={call}
          calls={calls.filter((one) => isUnderWay(one) || one.id === call.id)}
          choose={choose}
          aside={aside}
          claims={claims}
        />
      ) : isPending ? (
        <Bones rows={4} label={say('Your calls are being read')} />
      ) : error ? (
        <Face says={say('Your calls could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : (
        <Nobody />
      )}
      {call ? null : aside}
    </main>
  )
}

const titleOf = (call: Call) => {
  const name = callerName(call) ?? say('Number withheld')
  return call.state === 'ringing' ? say('Ringing: {name}', { name }) : name
}

function Nobody() {
  const { data } = useQuery({ queryKey: ['extensions'], queryFn: () => ask(showExtensions, {}) })
  const mine = data?.extensions ?? []
  return (
    <Face says={say('Nobody calls you.')}>
      {data && mine.length === 0 ? (
        <p>
          {say('Nobody knows where you sit.')}{' '}
          <Link className="link" to="/settings/$part" params={{ part: 'account' }} target="evenhand-desk">
            {say('Say which extension is yours')}
          </Link>
        </p>
      ) : data ? (
        <p>
          {say('When {extension} rings, you see here who it is.', {
            extension: new Intl.ListFormat(locale(), { type: 'disjunction' }).format(mine),
          })}
        </p>
      ) : null}
    </Face>
  )
}

type OnCallProps = {
  call: Call
  calls: readonly Call[]
  choose: (id: string) => void
  aside: ReactNode
  claims: Props['claims']
}

function OnCall({ call, calls, choose, aside, claims }: OnCallProps) {
  const client = useQueryClient()
  const { data: me } = useQuery(queries.me)
  const [caseChosen, chooseCase] = useState<string | null>(null)
  const [doing, setDoing] = useState<Doing>(null)
  const [told, tell] = useState<string | null>(null)
  const [words, setWords] = useState(() => keptWords(call.id))
  const [name, setName] = useState('')
  const inFront = caseChosen === 'new' ? null : (caseChosen ?? call.caseId)
  const { data: card, error } = useQuery(cardQuery(call.id, inFront))
  const hangUp = useMutation({
    mutationFn: () => ask(endCall, { callId: call.id }),
    onSuccess: () => client.invalidateQueries(queries.calls),
  })
  const write = (next: string) => {
    setWords(next)
    keepWords(call.id, next)
  }
  const writtenDown = (sent: string) => {
    const since = wordsSince(call.id, sent)
    write(since)
    return since
  }
  const close = useCallback(() => setDoing(null), [])
  const done = (sentence: string) => {
    setDoing(null)
    tell(sentence)
    announce(sentence)
  }
  useAnnounced(call, card)
  const front = caseChosen === 'new' ? null : (card?.front ?? null)
  const target = {
    call,
    joins: call.caseId ?? front?.id ?? null,
    name: needsName(card) && name.trim() !== '' ? name.trim() : undefined,
  }
  const props = {
    target,
    front,
    words,
    clear: () => writtenDown(words),
    close,
    done,
  }
  useCommands(say('On the line'), [
    { key: 'l', title: say('They warned of going public'), act: () => setDoing('warn') },
    { key: 'p', title: say('Promise a call back'), act: () => setDoing('call-back') },
    { key: 'h', title: say('I need help'), act: () => setDoing('help') },
    { key: 'n', title: say('Write down what they say'), act: focusNotes },
    ...calls
      .filter(({ id }) => id !== call.id)
      .slice(0, 1)
      .map((other) => ({ key: 'j', title: say('Next call'), act: () => choose(other.id) })),
  ])
  return (
    <>
      <CallHead
        call={call}
        calls={calls}
        choose={choose}
        hangUp={call.extension === '' && call.endedAt === null ? () => hangUp.mutate() : null}
      />
      <div className={classes['card']}>
        {card ? (
          <Card call={call} card={card} me={me?.handle} chosen={caseChosen} choose={chooseCase}>
            {front ? (
              <Looking
                key={front.id}
                caseId={front.id}
                reach={card.reach}
                claims={claims(front.id, () => setDoing('warn'))}
              />
            ) : null}
          </Card>
        ) : error ? (
          <Face says={say('The card could not be read.')}>
            <p>{sentenceOf(error)}</p>
          </Face>
        ) : (
          <Bones rows={4} label={say('The card is being read')} />
        )}
        {aside}
      </div>
      <div className={classes['foot']}>
        {told !== null && doing === null ? <Note>{told}</Note> : null}
        {doing === 'warn' ? <WarnForm {...props} /> : null}
        {doing === 'call-back' ? <CallBackForm {...props} /> : null}
        {doing === 'help' ? <HelpForm {...props} /> : null}
        {doing === null ? (
          <>
            <Notes
              target={target}
              words={words}
              write={write}
              writtenDown={writtenDown}
              name={needsName(card) && call.caseId === null ? { value: name, set: setName } : null}
              done={done}
            />
            <div className={classes['acts']}>
              <Button keyName="L" onClick={() => setDoing('warn')}>
                {say('Warned')}
              </Button>
              <Button keyName="P" onClick={() => setDoing('call-back')}>
                {say('Call back')}
              </Button>
              <Button keyName="H" onClick={() => setDoing('help')}>
                {say('I need help')}
              </Button>
              {call.caseId === null ? null : (
                <Link
                  className="link"
                  to="/cases/$caseId"
                  params={{ caseId: call.caseId }}
                  search={{ do: 'reply' }}
                  target="evenhand-desk"
                >
                  {say('Write down what you answered')}
                </Link>
              )}
            </div>
          </>
        ) : null}
      </div>
    </>
  )
}

/** Where nobody knows the number, whoever hears the name writes it down. */
const needsName = (card: CardView | undefined) => card !== undefined && card.person === null

const focusNotes = () => document.querySelector<HTMLTextAreaElement>('#line-notes')?.focus()

/** Whoever listens to the screen hears who calls, once what is known of them is there. */
function useAnnounced(call: Call, card: CardView | undefined) {
  const name = card?.person?.name ?? callerName(call) ?? say('a withheld number')
  const failures = card?.front?.failures ?? 0
  const isKnown = card !== undefined
  const { state } = call
  useEffect(() => {
    if (state !== 'ringing' || !isKnown) return
    announce(
      failures > 0
        ? say('Call from {name}. {failures} failed.', { name, failures })
        : say('Call from {name}.', { name }),
    )
  }, [state, isKnown, name, failures])
}
