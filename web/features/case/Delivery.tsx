import type { z } from 'zod'
import type { MessageView } from '#contract/case-view.ts'
import { confirmArrival, giveReplyAgain } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Note } from '#web/ui/Note.tsx'
import classes from './Delivery.module.css'
import { useCommand } from './use-command.ts'

type Message = z.output<typeof MessageView>

/** How far a reply of ours has come. One in doubt asks a person what became of it. */
export function Delivery({ message, caseId }: { message: Message; caseId: string }) {
  const { delivery } = message
  if (!delivery) return null
  switch (delivery.state) {
    case 'done':
      return (
        <p className={classes['line']}>
          <Mark name="check" /> Sent
        </p>
      )
    case 'queued':
    case 'doing':
      return (
        <p className={classes['line']}>
          <Mark name="empty" />
          {delivery.state === 'queued' ? 'Waiting to be sent' : 'Being sent'}
          {delivery.because ? `: ${delivery.because}` : ''}
        </p>
      )
    case 'refused':
      return (
        <div className={classes['block']}>
          <Note tone="danger">
            <b className="medium">This reply was refused.</b> {delivery.because}
          </Note>
        </div>
      )
    case 'in-doubt':
      return <InDoubt messageId={message.id} caseId={caseId} because={delivery.because} />
  }
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
  const again = useCommand(caseId, (input: { messageId: string }, key) =>
    ask(giveReplyAgain, { ...input, key }),
  )
  const arrived = useCommand(caseId, (input: { messageId: string }, key) =>
    ask(confirmArrival, { ...input, key }),
  )
  const error = again.error ?? arrived.error
  const isBusy = again.isPending || arrived.isPending
  return (
    <div className={classes['block']}>
      <Note tone="warn">
        <p>
          <b className="medium">Nobody knows whether this arrived.</b> {because} Ask the customer, or look on
          the other side. Sending again sends the same letter under the same id.
        </p>
        {error ? <p role="alert">{sentenceOf(error)}</p> : null}
        <p className={classes['acts']}>
          <Button busy={isBusy} onClick={() => arrived.mutate({ messageId })}>
            It arrived
          </Button>
          <Button busy={isBusy} onClick={() => again.mutate({ messageId })}>
            Send again
          </Button>
        </p>
      </Note>
    </div>
  )
}
