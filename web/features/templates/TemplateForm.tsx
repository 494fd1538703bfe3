import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { saveTemplate } from '#contract/writing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { Asks } from './Asks.tsx'
import { Blanks } from './Blanks.tsx'
import { Fields } from './Fields.tsx'
import { languageChoices } from './language-words.ts'
import { Preview } from './Preview.tsx'
import { templatesQuery, type TemplateView } from './templates-query.ts'
import classes from './Templates.module.css'

type Props = {
  /** What is changed; none where one is written. */
  template?: TemplateView | undefined
  close: () => void
}

/** Writes a template, with what a reply made of it would begin with beside it. */
export function TemplateForm({ template, close }: Props) {
  const client = useQueryClient()
  const key = useRef(newKey())
  const text = useRef<HTMLTextAreaElement>(null)
  const [name, setName] = useState(template?.name ?? '')
  const [language, setLanguage] = useState(template?.language ?? null)
  const [body, setBody] = useState(template?.body ?? '')
  const [demanded, demand] = useState(template?.demands ?? [])
  const [unchanged, treat] = useState(template?.unchanged ?? 'ask')
  const save = useMutation({
    mutationFn: () =>
      ask(saveTemplate, {
        id: template?.id,
        name,
        language,
        body,
        demands: demanded,
        unchanged,
        key: key.current,
      }),
    onSuccess: async () => {
      await client.invalidateQueries(templatesQuery)
      announce(say('The template “{name}” is kept.', { name }))
      close()
    },
    onError: () => {
      key.current = newKey()
    },
  })
  const put = (field: string) => {
    const area = text.current
    if (!area) return
    const { selectionStart: from, selectionEnd: until } = area
    flushSync(() => setBody(`${body.slice(0, from)}${field}${body.slice(until)}`))
    area.focus()
    area.setSelectionRange(from + field.length, from + field.length)
  }
  return (
    <form
      className={classes['form']}
      aria-label={template ? say('Change {name}', { name: template.name }) : say('Write a template')}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className={classes['write']}>
        <div className={classes['named']}>
          <TextInput
            label={say('Name')}
            description={say('Colleagues find it by this.')}
            required
            maxLength={100}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={say('Language')}
            description={say('Dates are written in it.')}
            value={language ?? ''}
            onChange={(event) => setLanguage(event.currentTarget.value || null)}
            data={languageChoices(language)}
          />
        </div>
        <Textarea
          ref={text}
          label={say('Text')}
          required
          maxLength={20_000}
          rows={12}
          lang={language ?? undefined}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Fields put={put} />
        <Blanks language={language} put={put} />
        <Asks demanded={demanded} unchanged={unchanged} demand={demand} treat={treat} />
      </div>
      <Preview body={body} language={language} />
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <div className={classes['buttons']}>
        <Button type="submit" look="go" busy={save.isPending} disabled={!name.trim() || !body.trim()}>
          {template ? say('Keep the changes') : say('Keep this template')}
        </Button>
        <Button look="bare" onClick={close}>
          {say('Never mind')}
        </Button>
      </div>
    </form>
  )
}
