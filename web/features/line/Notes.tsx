import { Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Key } from '#web/ui/Key.tsx'
import { Note } from '#web/ui/Note.tsx'
import { isTooLong, TooLong } from '#web/ui/TooLong.tsx'
import { useEscapeFromFields } from '#web/ui/use-escape-from-fields.ts'
import { useSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import classes from './LineForm.module.css'
import { useLineCase } from './use-line-case.ts'
import type { Call } from './which-call.ts'

type Props = {
  target: { call: Call; joins: string | null; name: string | undefined }
  words: string
  write: (words: string) => void
  /** These words stand on the case: what was typed since stays in the field, and is given back. */
  writtenDown: (words: string) => string
  /** Who it is, where nobody knows the number. */
  name: { value: string; set: (name: string) => void } | null
  done: (sentence: string) => void
}

/** So many characters a message of a call may have. */
const most = 20_000

/** What is said, typed while one listens; written down it is a message of the case. */
export function Notes({ target, words, write, writtenDown, name, done }: Props) {
  const form = useSendKey()
  const field = useRef<HTMLTextAreaElement>(null)
  useEscapeFromFields()
  const note = useLineCase(target, async () => undefined)
  return (
    <form
      ref={form}
      className={classes['notes']}
      aria-label={say('What they say')}
      onSubmit={(event) => {
        event.preventDefault()
        if (words.trim() === '' || isTooLong(words, most) || note.isPending) return
        note.mutate(
          { words, input: null },
          {
            onSuccess: () => {
              // Nothing is left to write: the printed keys are for what comes next.
              if (writtenDown(words) === '') field.current?.blur()
              done(say('Written down on the case.'))
            },
          },
        )
      }}
    >
      {name ? (
        <TextInput
          label={say('Who it is')}
          maxLength={300}
          value={name.value}
          onChange={(event) => name.set(event.currentTarget.value)}
        />
      ) : null}
      <p className={classes['notesHead']}>
        <label className="title" htmlFor="line-notes">
          {say('What they say')} <Key name="N" />
        </label>
        <Button
          type="submit"
          look="go"
          busy={note.isPending}
          disabled={words.trim() === '' || isTooLong(words, most)}
          keyName="mod+Enter"
        >
          {say('Write it down')}
        </Button>
      </p>
      <Textarea
        id="line-notes"
        ref={field}
        autosize
        minRows={2}
        maxRows={8}
        value={words}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <TooLong text={words} most={most} />
      {note.error ? <Note tone="danger">{sentenceOf(note.error)}</Note> : null}
    </form>
  )
}
