import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { MessageView } from '#contract/case-view.ts'
import { confirmArrival, giveReplyAgain } from '#contract/cases.ts'
import { isSpoken } from '#domain/channel.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Key } from '#web/ui/Key.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useSecondsUntil } from '#web/ui/use-seconds-until.ts'
import { takeUndo, useUndoable } from '#web/undo.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './Delivery.module.css'

type Message = z.output<typeof MessageView>
type TakeBack = ((messageId: string) => Promise<void>) | undefined

/** How far a reply of ours has come. One in doubt asks a person what became of it. */
export function Delivery({
  message,
  caseId,
  takeBack,
}: {
  message: Message
  caseId: string
  takeBack: TakeBack
}) {
  const { delivery } = message
  const { data: me } = useQuery(queries.me)
  if (!delivery)
    return (
      <p className={classes['line']}>
        <Mark name="check" /> {say('Written down, not sent from here')}
        {isSpoken(message.channel) ? null : <CopyWords words={message.body} />}
      </p>
    )
  switch (delivery.state) {
    case 'done':
      return (
        <p className={classes['line']}>
          <Mark name="check" /> {me?.organisation.isSample ? say('Sent, in the sample only') : say('Sent')}
        </p>
      )
    case 'queued':
      return <Waiting message={message} takeBack={takeBack} />
    case 'doing':
      return (
        <p className={classes['line']}>
          <Mark name="empty" /> {delivery.byHand ? say('Being written down') : say('Being sent')}
        </p>
      )
    case 'refused':
      return (
        <div className={classes['block']}>
          <Note tone="danger">
            <b className="medium">{say('This reply was refused.')}</b> {heard(delivery.because ?? '')}
          </Note>
        </div>
      )
    case 'withdrawn':
      return (
        <p className={classes['line']}>
          <Mark name="empty" /> {say('Taken back before it was sent')}
        </p>
      )
    case 'in-doubt':
      return <InDoubt messageId={message.id} caseId={caseId} because={delivery.because} />
  }
}

/** Takes the words along to where they are posted or sent by hand. */
function CopyWords({ words }: { words: string }) {
  const [isCopied, setCopied] = useState(false)
  if (!('clipboard' in navigator)) return null
  const copy = async () => {
    await navigator.clipboard.writeText(words)
    setCopied(true)
    announce(say('Copied.'))
  }
  return (
    <button type="button" className="link" onClick={() => void copy().catch(() => setCopied(false))}>
      {isCopied ? say('Copied') : say('Copy the words')}
    </button>
  )
}

/** A reply that has not left: while it still can be, it is taken back here, or by Z. */
function Waiting({ message: { id, delivery }, takeBack }: { message: Message; takeBack: TakeBack }) {
  const seconds = useSecondsUntil(delivery?.sendsAt ?? null)
  const undoable = useUndoable()
  const [refused, refuse] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const undo = () => {
    setBusy(true)
    const back = undoable?.messageId === id ? takeUndo()?.undo() : takeBack?.(id)
    back?.catch((error: unknown) => refuse(sentenceOf(error))).finally(() => setBusy(false))
  }
  return (
    <p className={classes['line']}>
      <Mark name="empty" />
      {seconds > 0
        ? delivery?.byHand
          ? say('Written down in {seconds} s', { seconds })
          : say('Goes out in {seconds} s', { seconds })
        : delivery?.because
          ? say('Waiting to be sent: {because}', { because: heard(delivery.because) })
          : delivery?.byHand
            ? say('Being written down')
            : say('Waiting to be sent')}
      {delivery?.sendsAt && takeBack && refused === null ? (
        <button type="button" className="link" disabled={isBusy} onClick={undo}>
          {say('Take it back')} {undoable ? <Key name="Z" /> : null}
        </button>
      ) : null}
      {refused === null ? null : <span role="alert">{refused}</span>}
    </p>
  )
}

function InDoubt({
  messageId,
  caseId,
  because,
}: {
  messageId: string
  caseId: string
  because: string | null
}) {
  const again = useCaseCommand(caseId, (input: { messageId: string }, key) =>
    ask(giveReplyAgain, { ...input, key }),
  )
  const arrived = useCaseCommand(caseId, (input: { messageId: string }, key) =>
    ask(confirmArrival, { ...input, key }),
  )
  const error = again.error ?? arrived.error
  const isBusy = again.isPending || arrived.isPending
  return (
    <div className={classes['block']}>
      <Note tone="warn">
        <p>
          <b className="medium">{say('Nobody knows whether this arrived.')}</b> {heard(because ?? '')}{' '}
          {say(
            'Ask the customer, or look on the other side. Sending again sends the same letter under the same id.',
          )}
        </p>
        {error ? <p role="alert">{sentenceOf(error)}</p> : null}
        <p className={classes['acts']}>
          <Button busy={isBusy} onClick={() => arrived.mutate({ messageId })}>
            {say('It arrived')}
          </Button>
          <Button busy={isBusy} onClick={() => again.mutate({ messageId })}>
            {say('Send again')}
          </Button>
        </p>
      </Note>
    </div>
  )
}
