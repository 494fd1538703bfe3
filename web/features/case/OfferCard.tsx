import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { acceptEscalation, declineEscalation } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useCommand } from './use-command.ts'
import classes from './OfferCard.module.css'

type View = z.output<typeof CaseView>
type Props = { kase: View; offer: NonNullable<View['offer']>; me: string | undefined }

/** An offer to take the case over. The old owner keeps it until it is answered. */
export function OfferCard({ kase, offer, me }: Props) {
  const isMine = offer.to.id === me
  const clock = kase.deadlines.find(({ kind, state }) => kind === 'accept-by' && state === 'running')
  return (
    <section className={`card ${classes['offer']}`} data-mine={isMine} aria-label="Offer">
      <p className={classes['first']}>
        <b>{isMine ? 'You are asked to take this case' : `Offered to ${offer.to.name}`}</b>
        <DueMark dueAt={offer.acceptBy} setAt={clock?.setAt ?? offer.acceptBy} near={clock?.near ?? false} />
      </p>
      <p className="supports">
        {offer.rung.name}. {reasonOf(offer)} {nameIn(offer.from, me)} until the offer is answered.
      </p>
      {offer.remark ? <p className={classes['remark']}>{offer.remark}</p> : null}
      {isMine ? <Answer caseId={kase.id} escalationId={offer.id} /> : null}
    </section>
  )
}

const nameIn = ({ id, name }: { id: string; name: string }, me: string | undefined) =>
  id === me ? 'You keep it' : `${name} keeps it`

function reasonOf({ trigger, from }: NonNullable<View['offer']>) {
  switch (trigger) {
    case 'policy':
      return 'Policy asks for it.'
    case 'timed-out':
      return 'The rung below did not answer in time.'
    case 'declined':
      return 'The rung below declined.'
    case 'audit':
      return 'The desk’s own audit asks for it.'
    default:
      return `${from.name} asks for it.`
  }
}

function Answer({ caseId, escalationId }: { caseId: string; escalationId: string }) {
  const [reason, setReason] = useState<string | null>(null)
  const accept = useCommand(caseId, (input: { escalationId: string }, key) =>
    ask(acceptEscalation, { ...input, key }),
  )
  const decline = useCommand(caseId, (input: { escalationId: string; reason: string }, key) =>
    ask(declineEscalation, { ...input, key }),
  )
  const error = accept.error ?? decline.error
  const isBusy = accept.isPending || decline.isPending
  return (
    <div className={classes['answer']}>
      {reason === null ? null : (
        <Textarea
          label="Why you decline"
          description="Whoever asked reads it. What policy asks for then climbs on."
          autosize
          minRows={2}
          maxLength={2000}
          ref={focusNow}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {error ? <Note tone="danger">{sentenceOf(error)}</Note> : null}
      {reason === null ? (
        <p className={classes['acts']}>
          <Button look="go" busy={isBusy} onClick={() => accept.mutate({ escalationId })}>
            Accept
          </Button>
          <Button onClick={() => setReason('')}>Decline</Button>
        </p>
      ) : (
        <p className={classes['acts']}>
          <Button
            busy={isBusy}
            disabled={reason.trim() === ''}
            onClick={() => decline.mutate({ escalationId, reason })}
          >
            Decline
          </Button>
          <Button look="bare" onClick={() => setReason(null)}>
            Not yet
          </Button>
        </p>
      )}
    </div>
  )
}

/** Given once, when the field appears. */
const focusNow = (field: HTMLTextAreaElement | null) => field?.focus()
