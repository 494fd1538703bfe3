import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { formLanguages, saveForm } from '#contract/forms.ts'
import { ask } from '#web/api.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { announce } from '#web/ui/announce.ts'
import { FormFoot } from '#web/FormFoot.tsx'
import { TeamChoice } from '#web/TeamChoice.tsx'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { useOnce } from '#web/use-once.ts'
import { locale, say } from '#web/words/say.ts'
import { editOf, inputOf, newForm, noSite, sitesWritten, slugOf, type FormEdit } from './form-edit.ts'
import classes from './Forms.module.css'
import { formsQuery, type FormView } from './forms-query.ts'

type Props = { form?: FormView; close: () => void }

const useEdit = keepDrafts<FormEdit>({
  place: 'form',
  shape: z
    .object({
      id: z.string().optional(),
      slug: z.string(),
      title: z.string(),
      language: z.enum(formLanguages),
      intro: z.string(),
      asksOrder: z.boolean(),
      asksPhone: z.boolean(),
      topics: z.string(),
      origins: z.string(),
      difficulty: z.int(),
      // What was begun before this could be chosen has it as it was.
      sendsReceipt: z.boolean().default(true),
      team: z.string().nullable(),
      isActive: z.boolean(),
    })
    .transform((kept) => ({ ...kept, id: kept.id })),
})

/** Writes a web form, with the page as customers see it beside what is written. */
export function FormForm({ form, close }: Props) {
  const client = useQueryClient()
  const { draft, change, forget } = useEdit(form?.id ?? '', form ? editOf(form) : newForm())
  // Once it is saved it is no longer what was begun, and goes on being changed here alone.
  const [saved, setSaved] = useState<FormEdit | null>(null)
  const edit = saved ?? draft
  const [kept, setKept] = useState<{ slug: string; times: number } | null>(
    form ? { slug: form.slug, times: 0 } : null,
  )
  // While somebody writes a line it need not be a site yet.
  const [isAtSites, setAtSites] = useState(false)
  const odd = noSite(edit.origins)
  const set = (parts: Partial<FormEdit>) => (saved ? setSaved : change)({ ...edit, ...parts })
  const saveOnce = useOnce((written: FormEdit, key) => ask(saveForm, { ...inputOf(written), key }))
  const save = useMutation({
    mutationFn: saveOnce,
    onSuccess: async (now) => {
      forget()
      setSaved(editOf(now))
      setKept((before) => ({ slug: now.slug, times: (before?.times ?? 0) + 1 }))
      announce(say('The form “{title}” is kept.', { title: now.title }))
      await client.invalidateQueries(formsQuery)
    },
  })
  return (
    <form
      className={classes['form']}
      aria-label={form ? say('Change {title}', { title: form.title }) : say('Make a web form')}
      onSubmit={(event) => {
        event.preventDefault()
        if (odd === undefined) save.mutate(edit)
      }}
    >
      <div className={classes['fields']}>
        <TextInput
          label={say('Title')}
          description={say('The first thing a customer reads.')}
          required
          maxLength={120}
          data-autofocus
          value={edit.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <FreeText
          label={say('Introduction')}
          autosize
          minRows={2}
          maxRows={8}
          most={2000}
          value={edit.intro}
          onChange={(event) => set({ intro: event.currentTarget.value })}
        />
        <div className={classes['pair']}>
          <TextInput
            label={say('Address')}
            description={`/f/${edit.slug || slugOf(edit.title) || '…'}`}
            maxLength={60}
            pattern="[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?"
            title={say('Small letters, digits and hyphens')}
            placeholder={slugOf(edit.title)}
            value={edit.slug}
            onChange={(event) => set({ slug: event.currentTarget.value.toLowerCase() })}
          />
          <NativeSelect
            label={say('Language')}
            description={say('A link with ?lang= speaks another.')}
            value={edit.language}
            onChange={({ currentTarget: { value } }) =>
              set({ language: formLanguages.find((known) => known === value) ?? 'en' })
            }
            data={formLanguages.map((language) => ({ value: language, label: languageName(language) }))}
          />
        </div>
        <fieldset className={classes['asks']}>
          <legend className="title">{say('Also ask')}</legend>
          <Checkbox
            label={say('Order or customer number')}
            checked={edit.asksOrder}
            onChange={(event) => set({ asksOrder: event.currentTarget.checked })}
          />
          <Checkbox
            label={say('Telephone number')}
            checked={edit.asksPhone}
            onChange={(event) => set({ asksPhone: event.currentTarget.checked })}
          />
        </fieldset>
        <Checkbox
          label={say('Confirm by mail that it has arrived')}
          description={say('One mail with the number of the case and the link to its status page.')}
          checked={edit.sendsReceipt}
          onChange={(event) => set({ sendsReceipt: event.currentTarget.checked })}
        />
        <Textarea
          label={say('Topics')}
          description={say('One a line. Leave it empty and nobody is asked what it is about.')}
          autosize
          minRows={2}
          maxRows={8}
          value={edit.topics}
          onChange={(event) => set({ topics: event.currentTarget.value })}
        />
        <Textarea
          label={say('Sites that may show it')}
          description={say(
            'One a line, such as https://www.example.org. On every other site it stays a link.',
          )}
          autosize
          minRows={2}
          maxRows={8}
          value={edit.origins}
          error={
            isAtSites || odd === undefined
              ? undefined
              : say('“{text}” is no site. Write it like https://www.example.org.', { text: odd })
          }
          onFocus={() => setAtSites(true)}
          onBlur={() => {
            setAtSites(false)
            set({ origins: sitesWritten(edit.origins) })
          }}
          onChange={(event) => set({ origins: event.currentTarget.value })}
        />
        <TeamChoice team={edit.team ?? ''} choose={(team) => set({ team: team || null })} />
        <FormFoot
          refused={[save.error]}
          leave={() => {
            forget()
            close()
          }}
          leaving={kept && kept.times > 0 ? say('Done') : say('Never mind')}
        >
          <Button type="submit" look="go" busy={save.isPending}>
            {say('Keep and look at it')}
          </Button>
        </FormFoot>
      </div>
      <div className={classes['preview']}>
        <p className="title">{say('As customers see it')}</p>
        {kept ? (
          <iframe
            key={kept.times}
            title={say('Preview of the form')}
            // To be looked at only: of no origin, and nothing is sent from it.
            sandbox="allow-scripts"
            src={`/f/${kept.slug}?preview`}
          />
        ) : (
          <p className="waits">{say('It shows here once it is kept.')}</p>
        )}
      </div>
    </form>
  )
}

/** A language by its name in the language that is spoken. */
export const languageName = (language: string): string =>
  new Intl.DisplayNames(locale(), { type: 'language' }).of(language) ?? language
