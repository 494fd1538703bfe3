import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './GuardNotes.module.css'
import { personalWords } from './personal-words.ts'

type Props = { kase: z.output<typeof CaseView>; begin: (body: string) => void }

/** Where a customer's post tells everyone what is theirs: offers a public reply that does not, and asks kindly to hide it. */
export function SafeReply({ kase: { safeReply, messages }, begin }: Props) {
  const holds = messages.findLast(({ direction }) => direction === 'in')?.holds ?? []
  if (safeReply === null) return null
  return (
    <Note tone="warn">
      <div className={classes['line']}>
        <p>
          {say('Everyone can read {what} in their post.', { what: personalWords(holds) })}{' '}
          {say('A reply may begin without it, with a kind request to hide it.')}
        </p>
        <Button onClick={() => begin(safeReply)}>{say('Begin with that')}</Button>
      </div>
    </Note>
  )
}
