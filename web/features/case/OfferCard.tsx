import { useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { acceptEscalation, declineEscalation } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { Button } from '#web/ui/Button.tsx'
import { FreeText } from '#web/ui/FreeText.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Note } from '#web/ui/Note.tsx'
import { usePrinting } from '#web/ui/use-printing.ts'
import { heard } from '#web/words/heard.ts'
import { isTooLong } from '#web/ui/TooLong.tsx'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './OfferCard.module.css'

type View = z.output<typeof CaseView>
type Props = { kase: View; offer: NonNullable<View['offer']>; me: string | undefined }

/** An offer to take the case over. The old owner keeps it until it is answered. */
export function OfferCard({ kase, offer, me }: Props) {
  const isMine = offer.to.id === me
  // On paper nobody is "you".
  const reader = usePrinting() ? undefined : me
  const clock = kase.deadlines.find(({ kind, state }) => kind === 'accept-by' && state === 'running')
  return (
    <section className={`card ${classes['offer']}`} data-mine={isMine} aria-label={say('Offer')}>
      <p className={classes['first']}>
        <b>
          {offer.to.id === reader
            ? say('You are asked to take this case')
            : say('Offered to {name}', { name: offer.to.name })}
        </b>
        <DueMark dueAt={offer.acceptBy} setAt={clock?.setAt ?? offer.acceptBy} near={clock?.near ?? false} />
      </p>
      <p className="supports">
        {say('{rung}.', { rung: heard(offer.rung.name) })} {reasonOf(offer)} {keptBy(offer, reader)}
      </p>
      {offer.remark ? <p className={classes['remark']}>{offer.remark}</p> : null}
      {isMine ? <Answer caseId={kase.id} escalationId={offer.id} /> : null}
    </section>
  )
}

function keptBy({ from: { id, name }, to }: Props['offer'], me: string | undefined) {
  if (id !== to.id)
    return id === me
      ? say('You keep it until the offer is answered.')
      : say('{name} keeps it until the offer is answered.', { name })
  return id === me
    ? say('It stays with you either way; accepted, it stands on that rung.')
    : say('It stays with {name} either way; accepted, it stands on that rung.', { name })
}

function reasonOf({ trigger, from }: NonNullable<View['offer']>) {
  switch (trigger) {
    case 'policy':
      return say('Policy asks for it.')
    case 'timed-out':
      return say('The rung below did not answer in time.')
    case 'declined':
      return say('The rung below declined.')
    case 'customer':
      return say('The customer disputes our answer, or has none: somebody else looks again.')
    case 'audit':
      return say('The desk’s own audit asks for it.')
    default:
      return say('{name} asks for it.', { name: from.name })
  }
}

const mostOfReason = 2000

function Answer({ caseId, escalationId }: { caseId: string; escalationId: string }) {
  const [reason, setReason] = useState<string | null>(null)
  const accept = useCaseCommand(caseId, (input: { escalationId: string }, key) =>
    ask(acceptEscalation, { ...input, key }),
  )
  const decline = useCaseCommand(caseId, (input: { escalationId: string; reason: string }, key) =>
    ask(declineEscalation, { ...input, key }),
  )
  const error = accept.error ?? decline.error
  const isBusy = accept.isPending || decline.isPending
  useCommands(say('On the case'), [
    {
      key: 'y',
      title: say('Accept the case that you are offered'),
      act: () => {
        if (!isBusy) accept.mutate({ escalationId })
      },
    },
    { key: 'Y', title: say('Decline it, with a reason'), act: () => setReason(reason ?? '') },
  ])
  return (
    <div className={classes['answer']}>
      {reason === null ? null : (
        <FreeText
          label={say('Why you decline')}
          description={say('Whoever asked reads it. What policy asks for then climbs on.')}
          autosize
          minRows={2}
          most={mostOfReason}
          ref={focusNow}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {error ? <Note tone="danger">{sentenceOf(error)}</Note> : null}
      {reason === null ? (
        <p className={classes['acts']}>
          <Button look="go" keyName="Y" busy={isBusy} onClick={() => accept.mutate({ escalationId })}>
            {say('Accept')}
          </Button>
          <Button keyName="shift+Y" onClick={() => setReason('')}>
            {say('Decline')}
          </Button>
        </p>
      ) : (
        <p className={classes['acts']}>
          <Button
            busy={isBusy}
            disabled={reason.trim() === '' || isTooLong(reason, mostOfReason)}
            onClick={() => decline.mutate({ escalationId, reason })}
          >
            {say('Decline')}
          </Button>
          <Button look="bare" onClick={() => setReason(null)}>
            {say('Not yet')}
          </Button>
        </p>
      )}
    </div>
  )
}

/** Given once, when the field appears. */
const focusNow = (field: HTMLTextAreaElement | null) => field?.focus()
