import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { confirmLink, refuseLink, undoLink } from '#contract/people.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './Person.module.css'
import { useUndo } from '../use-undo.ts'

type View = z.output<typeof CaseView>
type Props = { link: View['links'][number]; kase: View }

const answers = { confirm: confirmLink, refuse: refuseLink, undo: undoLink } as const

/** Decides about a link: confirms or refuses what is proposed, and undoes what was confirmed. */
export function LinkAnswer({ link, kase }: Props) {
  const undo = useUndo(kase)
  const answer = useCaseCommand(kase.id, ({ what }: { what: keyof typeof answers }, key) =>
    ask(answers[what], { linkId: link.id, key }),
  )
  const confirm = () =>
    answer.mutate(
      { what: 'confirm' },
      {
        onSuccess: () =>
          undo(say('They belong together now.'), () => ask(undoLink, { linkId: link.id, key: newKey() })),
      },
    )
  return (
    <>
      {answer.error ? <Note tone="danger">{sentenceOf(answer.error)}</Note> : null}
      <p className={classes['acts']}>
        {link.state === 'proposed' ? (
          <>
            <Button busy={answer.isPending} onClick={confirm}>
              {say('Confirm')}
            </Button>
            <Button busy={answer.isPending} onClick={() => answer.mutate({ what: 'refuse' })}>
              {say('Refuse')}
            </Button>
          </>
        ) : (
          <Button look="bare" busy={answer.isPending} onClick={() => answer.mutate({ what: 'undo' })}>
            {say('Undo the link')}
          </Button>
        )}
      </p>
    </>
  )
}
