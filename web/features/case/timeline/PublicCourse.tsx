import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { isSecondExchange, publicCourse, type Next } from '#domain/craft/public-course.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import type { Draft } from '../composer/draft.ts'
import classes from '../composer/GuardNotes.module.css'
import { turnsOf } from './turns-of.ts'

type Props = { kase: z.output<typeof CaseView>; draft: Draft; goPrivate: (() => void) | null }

/** Where a complaint is public: what comes next, and a warning before a second public exchange. It keeps nobody from answering. */
export function PublicCourse({ kase, draft: { mode, body }, goPrivate }: Props) {
  const turns = turnsOf(kase)
  const isSettled = kase.state === 'closed' || ['customer-confirmed', 'verified'].includes(kase.stage)
  const next = publicCourse(turns, { isSettled })
  if (next === null) return null
  if (mode === 'public' && isSecondExchange(turns, { body, isSettled }))
    return (
      <Note tone="warn">
        <div className={classes['line']}>
          <p>
            {say(
              'They have had a public answer. A second one with details spreads the complaint: say it in private, and end with one closing note.',
            )}
          </p>
          {goPrivate ? (
            <Button keyName="mod+shift+P" onClick={goPrivate}>
              {say('Make it private')}
            </Button>
          ) : null}
        </div>
      </Note>
    )
  const words = nextWords(next, mode === 'public')
  return words === null ? null : <p className="small supports">{words}</p>
}

function nextWords(next: Next, isPublic: boolean): string | null {
  switch (next) {
    case 'answer':
      return isPublic
        ? say('One short answer for everyone: what failed, who has it, by when. Details follow in private.')
        : say('Everyone waits for a short public answer; this one they do not see.')
    case 'close':
      return say('It is settled. One closing note in public ends it: what was put right, and thanks.')
    case 'go-private':
    case 'in-private':
    case 'done':
      return null
  }
}
