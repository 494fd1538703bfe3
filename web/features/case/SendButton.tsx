import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import type { Addressee } from './addressee.ts'
import classes from './Composer.module.css'
import type { Draft } from './draft.ts'

/** Says what a press of it does: sends, posts for everyone, writes down what was said, or keeps a note. */
export function SendButton({
  draft: { mode, body },
  to,
  busy,
}: {
  draft: Draft
  to: Addressee
  busy: boolean
}) {
  return (
    <div className={classes['send']}>
      {to.byHand && mode === 'private' ? (
        <span className="small waits">You say it yourself; the desk writes it down.</span>
      ) : null}
      <Button
        type="submit"
        look={mode === 'public' ? 'loud' : 'go'}
        disabled={body.trim() === ''}
        busy={busy}
        keyName="mod+Enter"
      >
        {mode === 'public' ? <Mark name="radiating" /> : null}
        {wordFor(mode, to)}
      </Button>
    </div>
  )
}

function wordFor(mode: Draft['mode'], { byHand }: Addressee): string {
  if (mode === 'note') return 'Save the note'
  if (mode === 'public') return 'Post in public'
  return byHand ? 'Write down what was said' : 'Send'
}
