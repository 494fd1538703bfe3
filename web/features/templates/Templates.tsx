import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endTemplate } from '#contract/writing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { languageWords } from './language-words.ts'
import { TemplateForm } from './TemplateForm.tsx'
import { templatesQuery, type TemplateView } from './templates-query.ts'
import classes from './Templates.module.css'

/** Texts that replies begin with. */
export function Templates() {
  const templates = useQuery(templatesQuery)
  /** What is written on: a template by its id, or a new one. */
  const [form, setForm] = useState<string | null>(null)
  const rows = templates.data?.templates ?? []
  return (
    <main>
      <div className={classes['head']}>
        <h1>{say('Templates')}</h1>
        {form === 'new' ? null : (
          <Button look={form === null ? 'go' : 'plain'} onClick={() => setForm('new')}>
            {say('Write a template')}
          </Button>
        )}
      </div>
      <p className={`supports ${classes['intro'] ?? ''}`}>
        {say(
          'A reply may begin with one of these. What the desk knows fills itself in; what only you know stays a blank, and the reply waits until it is written.',
        )}
      </p>
      {form === 'new' ? <TemplateForm close={() => setForm(null)} /> : null}
      {templates.isPending ? <Bones rows={4} label={say('The templates are being read')} /> : null}
      {templates.error && rows.length === 0 ? (
        <Face says={say('The templates could not be read.')}>
          <p>{sentenceOf(templates.error)}</p>
          <Button onClick={() => void templates.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {templates.data && rows.length === 0 && form === null ? (
        <Face says={say('There is no template yet: every reply is written from the first word.')}>
          {say('Write one for what you find yourself writing a third time.')}
        </Face>
      ) : null}
      {rows.length > 0 ? (
        <ul aria-label={say('Templates')}>
          {rows.map((template) => (
            <Line
              key={template.id}
              template={template}
              isChanged={form === template.id}
              change={(is) => setForm(is ? template.id : null)}
            />
          ))}
        </ul>
      ) : null}
    </main>
  )
}

type LineProps = { template: TemplateView; isChanged: boolean; change: (is: boolean) => void }

function Line({ template, isChanged, change }: LineProps) {
  const [isEnding, setEnding] = useState(false)
  const { name, language, body } = template
  return (
    <li className={classes['line']}>
      <div className={classes['lineHead']}>
        <div className={classes['words']}>
          <p>
            <span className="medium">{name}</span> <span className="waits">{languageWords(language)}</span>
          </p>
          <p className={`supports ${classes['begins'] ?? ''}`} lang={language ?? undefined}>
            {body}
          </p>
        </div>
        {isChanged || isEnding ? null : (
          <div className={classes['buttons']}>
            <Button aria-label={say('Change {name}', { name })} onClick={() => change(true)}>
              {say('Change')}
            </Button>
            <Button
              look="bare"
              aria-label={say('Take {name} away', { name })}
              onClick={() => setEnding(true)}
            >
              {say('Take away')}
            </Button>
          </div>
        )}
      </div>
      {isChanged ? <TemplateForm template={template} close={() => change(false)} /> : null}
      {isEnding ? <EndForm template={template} close={() => setEnding(false)} /> : null}
    </li>
  )
}

function EndForm({ template: { id, name }, close }: { template: TemplateView; close: () => void }) {
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => ask(endTemplate, { templateId: id, key: `end ${id}` }),
    onSuccess: () => client.invalidateQueries(templatesQuery),
  })
  return (
    <div className={classes['ending']}>
      <p>
        {say('Nobody will be offered “{name}” any more. What was written with it stays as it is.', { name })}
      </p>
      {end.error ? <Note tone="danger">{sentenceOf(end.error)}</Note> : null}
      <div className={classes['buttons']}>
        <Button busy={end.isPending} onClick={() => end.mutate()}>
          {say('Take it away')}
        </Button>
        <Button look="bare" onClick={close}>
          {say('Keep it')}
        </Button>
      </div>
    </div>
  )
}
