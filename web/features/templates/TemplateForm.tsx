import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { z } from 'zod'
import { saveTemplate } from '#contract/writing.ts'
import { demands as demandable, unchangedWays, type Demand } from '#domain/craft/template-specifics.ts'
import { ask } from '#web/api.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { announce } from '#web/ui/announce.ts'
import { FormFoot } from '#web/FormFoot.tsx'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { useOnce } from '#web/use-once.ts'
import { say } from '#web/words/say.ts'
import { Asks } from './Asks.tsx'
import { Blanks } from './Blanks.tsx'
import { Fields } from './Fields.tsx'
import { languageChoices } from './language-words.ts'
import { Preview } from './Preview.tsx'
import { templatesQuery, type TemplateView } from './templates-query.ts'
import classes from './Templates.module.css'

type TemplateDraft = Pick<TemplateView, 'name' | 'language' | 'body' | 'unchanged'> & {
  demands: readonly Demand[]
}

type Props = {
  /** What is changed; none where one is written. */
  template?: TemplateView | undefined
  close: () => void
}

const useTemplate = keepDrafts<TemplateDraft>({
  place: 'template',
  shape: z.object({
    name: z.string(),
    language: z.string().nullable(),
    body: z.string(),
    demands: z.array(z.enum(demandable)),
    unchanged: z.enum(unchangedWays),
  }),
})

/** Writes a template, with what a reply made of it would begin with beside it. */
export function TemplateForm({ template, close }: Props) {
  const client = useQueryClient()
  const text = useRef<HTMLTextAreaElement>(null)
  const { draft, change, forget } = useTemplate(template?.id ?? '', {
    name: template?.name ?? '',
    language: template?.language ?? null,
    body: template?.body ?? '',
    demands: template?.demands ?? [],
    unchanged: template?.unchanged ?? 'ask',
  })
  const { name, language, body, demands, unchanged } = draft
  const save = useMutation({
    mutationFn: useOnce((written: TemplateDraft, key) =>
      ask(saveTemplate, { id: template?.id, ...written, demands: [...written.demands], key }),
    ),
    onSuccess: async () => {
      await client.invalidateQueries(templatesQuery)
      announce(say('The template “{name}” is kept.', { name }))
      forget()
      close()
    },
  })
  const put = (field: string) => {
    const area = text.current
    if (!area) return
    const { selectionStart: from, selectionEnd: until } = area
    flushSync(() => change({ ...draft, body: `${body.slice(0, from)}${field}${body.slice(until)}` }))
    area.focus()
    area.setSelectionRange(from + field.length, from + field.length)
  }
  return (
    <form
      className={classes['form']}
      aria-label={template ? say('Change {name}', { name: template.name }) : say('Write a template')}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(draft)
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
            onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
          />
          <NativeSelect
            label={say('Language')}
            description={say('Dates are written in it.')}
            value={language ?? ''}
            onChange={(event) => change({ ...draft, language: event.currentTarget.value || null })}
            data={languageChoices(language)}
          />
        </div>
        <FreeText
          ref={text}
          label={say('Text')}
          required
          most={20_000}
          rows={12}
          lang={language ?? undefined}
          value={body}
          onChange={(event) => change({ ...draft, body: event.currentTarget.value })}
        />
        <Fields put={put} />
        <Blanks language={language} put={put} />
        <Asks
          demanded={demands}
          unchanged={unchanged}
          demand={(next) => change({ ...draft, demands: next })}
          treat={(next) => change({ ...draft, unchanged: next })}
        />
      </div>
      <Preview body={body} language={language} />
      <FormFoot
        refused={[save.error]}
        leave={() => {
          forget()
          close()
        }}
        leaving={say('Never mind')}
      >
        <Button type="submit" look="go" busy={save.isPending}>
          {template ? say('Keep the changes') : say('Keep this template')}
        </Button>
      </FormFoot>
    </form>
  )
}
