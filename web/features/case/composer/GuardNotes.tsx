import type { ReactNode } from 'react'
import type { Missing } from '#domain/apology/judge-reply.ts'
import type { OutboundKind } from '#domain/guard/outbound.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'
import type { Span } from './blanks.ts'
import classes from './GuardNotes.module.css'
import { personalWords } from './personal-words.ts'
import type { useGuard } from './use-guard.ts'

type Props = {
  guard: ReturnType<typeof useGuard>
  body: string
  /** Turns this reply into a private one; none where nobody can be answered so. */
  goPrivate: (() => void) | null
  promise: () => void
}

/** What the guard has read while one writes: what everyone could read, what we would regret, and what is not said yet. */
export function GuardNotes({ guard, body, goPrivate, promise }: Props) {
  const { personal, outbound, judged } = guard
  const quoted = (spans: readonly Span[]) => quotedIn(body, spans)
  const of = (kind: OutboundKind) => outbound.filter((span) => span.kind === kind)
  return (
    <>
      {personal.length > 0 ? (
        <Note tone="danger">
          <Line
            act={
              goPrivate ? (
                <Button keyName="mod+shift+P" onClick={goPrivate}>
                  {say('Make it private')}
                </Button>
              ) : null
            }
          >
            {say('Everyone could read {what} here: {words}. Take it out, or write in private.', {
              what: personalWords(personal.map(({ kind }) => kind)),
              words: quoted(personal),
            })}
          </Line>
        </Note>
      ) : null}
      {of('condition').length > 0 ? (
        <Note tone="danger">
          {say('Nobody’s help hangs on taking a post down or on a good review: {words}.', {
            words: quoted(of('condition')),
          })}
        </Note>
      ) : null}
      {of('hashtag').length > 0 ? (
        <Note tone="danger">
          {say('Not a hashtag of ours: {words}. It would carry the reply to strangers.', {
            words: quoted(of('hashtag')),
          })}
        </Note>
      ) : null}
      {of('crisis').length > 0 ? (
        <Note tone="warn">
          <Line act={<Button onClick={guard.mean}>{say('It is meant')}</Button>}>
            {say('This makes a story in public: {words}. Look again before it goes out.', {
              words: quoted(of('crisis')),
            })}
          </Line>
        </Note>
      ) : null}
      {judged.apologyOnly ? (
        <Note tone="warn">
          <Line
            act={
              <Button keyName="alt+P" onClick={promise}>
                {say('Add a promise')}
              </Button>
            }
          >
            {say('This neither answers nor acts: the clock of our action runs on. Missing: {what}.', {
              what: missingWords(judged.missing),
            })}
          </Line>
        </Note>
      ) : null}
    </>
  )
}

function Line({ children, act }: { children: ReactNode; act: ReactNode }) {
  return (
    <div className={classes['line']}>
      <p>{children}</p>
      {act}
    </div>
  )
}

const quotedIn = (body: string, spans: readonly Span[]) =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(
    spans.slice(0, 4).map(({ from, to }) => say('“{words}”', { words: body.slice(from, to).trim() })),
  )

const missingWords = (missing: readonly Missing[]) =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(missing.map(missingWord))

function missingWord(missing: Missing): string {
  switch (missing) {
    case 'owner':
      return say('who takes care of it')
    case 'act':
      return say('what is done')
    case 'date':
      return say('by when')
  }
}
