import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import type { Draft } from './draft.ts'
import classes from './OtherDraft.module.css'

type Props = { here: Draft; other: Draft; choose: (version: 'here' | 'there') => void }

/** Two versions of one draft, because one went on writing on another device. */
export function OtherDraft({ here, other, choose }: Props) {
  return (
    <Note tone="warn">
      <p className="medium">{say('You went on writing on another device. Which one do you keep?')}</p>
      <div className={classes['versions']}>
        <Version title={say('Written here')} body={here.body} choose={() => choose('here')} />
        <Version title={say('Written there')} body={other.body} choose={() => choose('there')} />
      </div>
    </Note>
  )
}

function Version({ title, body, choose }: { title: string; body: string; choose: () => void }) {
  return (
    <section aria-label={title}>
      <h3 className="title">{title}</h3>
      <p className={classes['body']}>{body}</p>
      <Button onClick={choose}>{say('Keep this one')}</Button>
    </section>
  )
}
