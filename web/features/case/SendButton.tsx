import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import type { Addressee } from './addressee.ts'
import classes from './Composer.module.css'
import type { Draft } from './draft.ts'

/** Says what a press of it does: sends, posts for everyone, writes down what was said, or keeps a note. */
export function SendButton({
  draft: { mode, body },
  to,
  busy,
  isOpen,
}: {
  draft: Draft
  to: Addressee | null
  busy: boolean
  /** Whether the case takes a reply at all. */
  isOpen: boolean
}) {
  return (
    <div className={classes['send']}>
      {to?.byHand && mode === 'private' ? (
        <span className="small waits">{say('You say it yourself; the desk writes it down.')}</span>
      ) : null}
      <Button
        type="submit"
        look={mode === 'public' ? 'loud' : 'go'}
        disabled={body.trim() === '' || !isOpen}
        busy={busy}
        keyName="mod+Enter"
      >
        {mode === 'public' ? <Mark name="radiating" /> : null}
        {wordFor(mode, to)}
      </Button>
    </div>
  )
}

function wordFor(mode: Draft['mode'], to: Addressee | null): string {
  if (mode === 'note') return say('Save the note')
  if (mode === 'public') return say('Post in public')
  return to?.byHand ? say('Write down what was said') : say('Send')
}
