import { byHandVerb, byHandWords, isByHand } from '#web/given-by-hand.ts'
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
  fits,
}: {
  draft: Draft
  to: Addressee | null
  busy: boolean
  /** Whether the case takes a reply at all. */
  isOpen: boolean
  /** Whether it fits where it is to be posted. */
  fits: boolean
}) {
  return (
    <div className={classes['send']}>
      {to && mode !== 'note' && isByHand(to, mode) ? (
        <span className="small waits">{byHandWords(to)}</span>
      ) : null}
      <Button
        type="submit"
        look={mode === 'public' ? 'loud' : 'go'}
        disabled={body.trim() === '' || !isOpen || !fits}
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
  if (to && isByHand(to, mode)) return byHandVerb(to)
  return mode === 'public' ? say('Post in public') : say('Send')
}
