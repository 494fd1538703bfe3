import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { examineEvidence } from '#contract/notices.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './DangerCard.module.css'

type View = z.output<typeof CaseView>

/** What the customer sent about a danger and nobody has said yet that they looked at: until then nobody disputes it. */
export function EvidenceCard({ kase }: { kase: View }) {
  const examine = useCaseCommand(kase.id, (input: { messageId: string; seq: number }, key) =>
    ask(examineEvidence, { caseId: kase.id, ...input, key }),
  )
  const messages = kase.messages.filter(({ id }) => kase.unexamined.includes(id))
  if (kase.state !== 'open' || messages.length === 0) return null
  return (
    <section className={`card ${classes['danger']}`} aria-label={say('Evidence to be looked at')}>
      <p>
        <b>{say('The customer has sent evidence of a danger')}</b>
      </p>
      <p className="supports">{say('Nobody can be told that they are wrong before somebody has looked.')}</p>
      {messages.map(({ id, at, attachments }) => (
        <p key={id} className={classes['acts']}>
          <span>
            {say('{count, plural, one {# file} other {# files}},', { count: attachments.length })}{' '}
            <Moment at={at} />
          </span>
          <Button
            busy={examine.isPending && examine.variables.messageId === id}
            onClick={() => examine.mutate({ messageId: id, seq: kase.seq })}
          >
            {say('I have looked at it')}
          </Button>
        </p>
      ))}
      {examine.error ? <Note tone="danger">{sentenceOf(examine.error)}</Note> : null}
    </section>
  )
}
