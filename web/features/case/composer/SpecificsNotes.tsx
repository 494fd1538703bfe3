import type { Unspecific } from '#domain/craft/unspecific.ts'
import { demandWords } from '#web/marks/demand-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'
import classes from './GuardNotes.module.css'

type Props = { unspecific: readonly Unspecific[]; meanAsIs: (template: string) => void }

/** What a reply that is made of a template still lacks of this case. */
export const SpecificsNotes = ({ unspecific, meanAsIs }: Props) =>
  unspecific.map((one) => (
    <Note key={keyOf(one)} tone={one.kind === 'unchanged' && one.way === 'ask' ? 'warn' : 'danger'}>
      <div className={classes['line']}>
        <p>{sentenceOf(one)}</p>
        {one.kind === 'unchanged' && one.way === 'ask' ? (
          <Button onClick={() => meanAsIs(one.template)}>{say('It is meant')}</Button>
        ) : null}
      </div>
    </Note>
  ))

const keyOf = (one: Unspecific) =>
  `${one.template} ${one.kind} ${one.kind === 'unfilled' ? one.blank.label : ''}`

function sentenceOf(one: Unspecific): string {
  const { name } = one
  switch (one.kind) {
    case 'unfilled':
      return say('“{blank}” is still to be written: say what is so in this case, then send.', {
        blank: one.blank.label,
      })
    case 'missing':
      return say('Whoever replies with “{name}” says {what}. This reply does not.', {
        name,
        what: new Intl.ListFormat(locale()).format(one.demands.map(demandWords)),
      })
    case 'unchanged':
      return one.way === 'refuse'
        ? say('This is the template “{name}” word for word. Say something of this case in it, then send.', {
            name,
          })
        : say('This is the template “{name}” word for word: nothing in it is of this case.', { name })
  }
}
