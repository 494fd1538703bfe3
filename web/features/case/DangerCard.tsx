import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { enterFacts } from '#contract/cases.ts'
import { dismissDanger } from '#contract/guard.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { dangerWords } from './timeline/danger-word.ts'
import classes from './DangerCard.module.css'
import { quotedOnce } from './timeline/quoted-once.ts'

type View = z.output<typeof CaseView>
type Props = { kase: View; danger: NonNullable<View['danger']> }

/** Words of danger in what the customer wrote: policy takes them at their word until a person has looked. */
export function DangerCard({ kase, danger }: Props) {
  const quoted = useQuotedWords(kase, danger.messageId)
  const confirm = useCaseCommand(kase.id, (input: { seq: number }, key) =>
    ask(enterFacts, { caseId: kase.id, facts: { harm: 'safety' }, ...input, key }),
  )
  const dismiss = useCaseCommand(kase.id, (input: { seq: number }, key) =>
    ask(dismissDanger, { caseId: kase.id, ...input, key }),
  )
  const [isAsked, askWhether] = useState(false)
  const error = confirm.error ?? dismiss.error
  const isBusy = confirm.isPending || dismiss.isPending
  return (
    <section className={`card ${classes['danger']}`} aria-label={say('Words of danger')}>
      <p>
        <b>{say('This may be a danger to safety: {what}', { what: dangerWords(danger.words) })}</b>
      </p>
      {quoted ? <p className={`voice ${classes['words']}`}>{quoted}</p> : null}
      <p className="supports">{say('Policy counts it as one until somebody has looked.')}</p>
      {error ? <Note tone="danger">{sentenceOf(error)}</Note> : null}
      {isAsked && kase.state === 'open' ? (
        <Note tone="warn">
          {say('Have you read it, and can nobody come to harm? Then nobody is called any more.')}
        </Note>
      ) : null}
      {kase.state === 'open' ? (
        <p className={classes['acts']}>
          <Button busy={isBusy} onClick={() => confirm.mutate({ seq: kase.seq })}>
            {say('It is a danger')}
          </Button>
          <Button
            look="bare"
            busy={isBusy}
            // It ends the calling and all that a danger is owed: a slip of the hand must not.
            onClick={() => (isAsked ? dismiss.mutate({ seq: kase.seq }) : askWhether(true))}
          >
            {isAsked ? say('Yes, no danger') : say('No danger')}
          </Button>
        </p>
      ) : null}
    </section>
  )
}

/** The words themselves, as they stand in the message. */
function useQuotedWords({ messages }: View, messageId: string): string | null {
  const message = messages.find(({ id }) => id === messageId)
  const text = message
    ? `${message.subject}\n${message.parts.map((part) => (part.kind === 'said' ? part.text : '')).join('')}`
    : ''
  const { data } = useQuery({
    queryKey: ['words of danger', messageId],
    queryFn: async () => (await import('#domain/danger/find-danger.ts')).findDanger(text),
    enabled: text !== '',
    staleTime: Infinity,
  })
  if (!data || data.length === 0) return null
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(
    quotedOnce(text, data)
      .slice(0, 5)
      .map((words) => say('“{words}”', { words })),
  )
}
