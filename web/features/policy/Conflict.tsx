import { useQuery } from '@tanstack/react-query'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'
import type { Version } from './queries.ts'
import classes from './Studio.module.css'

/** Somebody has saved the draft that one is writing: whose goes on is decided before anything is saved. */
export function Conflict({ theirs, take }: { theirs: Version; take: (whose: 'theirs' | 'mine') => void }) {
  const { data: me } = useQuery(queries.me)
  const others = theirs.writers.filter(({ id }) => id !== me?.handle).map(({ name }) => name)
  return (
    <div className={classes['conflict']}>
      <Note tone="warn">
        <p>
          {others.length > 0
            ? say('{names} saved this draft since you looked:', {
                names: new Intl.ListFormat(locale(), { type: 'disjunction' }).format(others),
              })
            : say('This draft was saved from another window since you looked:')}{' '}
          <Moment at={theirs.savedAt} />. {say('What you have written is still here.')}
        </p>
        <p className={classes['choices']}>
          <Button onClick={() => take('theirs')}>{say('Take theirs')}</Button>
          <Button onClick={() => take('mine')}>{say('Go on with mine')}</Button>
        </p>
      </Note>
    </div>
  )
}
