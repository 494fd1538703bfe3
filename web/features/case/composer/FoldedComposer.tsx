import { IconNotes } from '@tabler/icons-react'
import { Key } from '#web/ui/Key.tsx'
import { say } from '#web/words/say.ts'
import { Blanked } from './Blanked.tsx'
import type { Asked } from './use-composer.ts'
import classes from './Composer.module.css'
import type { Draft } from './draft.ts'

type Props = {
  name: string | null
  hasDraft: boolean
  draft: Draft
  write: (what: Asked['what']) => void
}

/** The reply box at rest: what was begun, or whom one would answer. */
export function FoldedComposer({ name, hasDraft, draft, write }: Props) {
  return (
    <div className={classes['folded']}>
      {name === null && !hasDraft ? (
        <p className="supports">{say('Nobody can be replied to: the desk knows no way to them.')}</p>
      ) : (
        <button
          type="button"
          data-write="reply"
          onClick={() => write(draft.mode === 'note' && hasDraft ? 'note' : 'reply')}
        >
          {hasDraft ? (
            <>
              <span className={classes['draft']}>{say('Draft')}</span>
              <span className="clip">
                <Blanked text={draft.body} />
              </span>
            </>
          ) : (
            say('Reply to {name}', { name: name ?? '' })
          )}
          <Key name="R" />
        </button>
      )}
      <button type="button" onClick={() => write('note')}>
        <IconNotes size={16} stroke={1.5} aria-hidden="true" />
        {say('Note')} <Key name="N" />
      </button>
    </div>
  )
}
