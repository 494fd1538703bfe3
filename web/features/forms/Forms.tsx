import '@mantine/core/styles/Checkbox.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { saveForm } from '#contract/forms.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { OnlyHereNote } from '#web/OnlyHereNote.tsx'
import { usePublicAddress } from '#web/public-address.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useOnce } from '#web/use-once.ts'
import { say } from '#web/words/say.ts'
import { editOf, inputOf } from './form-edit.ts'
import { FormForm, languageName } from './FormForm.tsx'
import classes from './Forms.module.css'
import { formsQuery, type FormView } from './forms-query.ts'

/** The web forms that customers complain by. */
export function Forms() {
  const forms = useQuery(formsQuery)
  const [isMaking, setMaking] = useState(false)
  const rows = forms.data?.forms ?? []
  return (
    <main className={classes['page']}>
      <div className={classes['head']}>
        <h1>{say('Web forms')}</h1>
        {isMaking ? null : (
          <Button look="go" onClick={() => setMaking(true)}>
            {say('Make a form')}
          </Button>
        )}
      </div>
      <p className={`supports ${classes['intro'] ?? ''}`}>
        {say(
          'A page that customers open without an account, alone or inside your own site. What they send is a case like any other, and they get a link to see how it stands.',
        )}
      </p>
      {isMaking ? <FormForm close={() => setMaking(false)} /> : null}
      {forms.isPending ? <Bones rows={3} label={say('The forms are being read')} /> : null}
      {forms.error && rows.length === 0 ? (
        <Face says={say('The forms could not be read.')}>
          <p>{sentenceOf(forms.error)}</p>
          <Button onClick={() => void forms.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {forms.data && rows.length === 0 && !isMaking ? (
        <Face says={say('There is no web form yet.')}>
          {say('Make one, then put its link on your site or the form itself into a page.')}
        </Face>
      ) : null}
      {rows.length > 0 ? (
        <ul aria-label={say('Web forms')}>
          {rows.map((form) => (
            <Line key={form.id} form={form} />
          ))}
        </ul>
      ) : null}
    </main>
  )
}

function Line({ form }: { form: FormView }) {
  const [doing, setDoing] = useState<'change' | 'share' | null>(null)
  const { title } = form
  const toggle = (what: 'change' | 'share') => setDoing((now) => (now === what ? null : what))
  return (
    <li className={classes['line']}>
      <div className={classes['lineHead']}>
        <div className={classes['words']}>
          <p>
            <span className="medium">{title}</span>{' '}
            <span className="waits">
              {languageName(form.language)}
              {form.isActive ? null : `, ${say('turned off')}`}
            </span>
          </p>
          <p className="supports">
            <a className="link" href={`/f/${form.slug}`} target="_blank" rel="noopener">
              /f/{form.slug}
            </a>
          </p>
        </div>
        <div className={classes['buttons']}>
          <Button aria-expanded={doing === 'share'} onClick={() => toggle('share')}>
            {say('Put it on your site')}
          </Button>
          <Button
            aria-expanded={doing === 'change'}
            aria-label={say('Change {title}', { title })}
            onClick={() => toggle('change')}
          >
            {say('Change')}
          </Button>
          <Turn form={form} />
        </div>
      </div>
      {doing === 'share' ? <Share form={form} /> : null}
      {doing === 'change' ? <FormForm form={form} close={() => setDoing(null)} /> : null}
    </li>
  )
}

/** Turns a form off, and on again. Off, its page says so, and takes nothing. */
function Turn({ form }: { form: FormView }) {
  const client = useQueryClient()
  const turn = useMutation({
    mutationFn: useOnce((isActive: boolean, key) =>
      ask(saveForm, { ...inputOf({ ...editOf(form), isActive }), key }),
    ),
    onSuccess: () => client.invalidateQueries(formsQuery),
  })
  return (
    <>
      <Button look="bare" busy={turn.isPending} onClick={() => turn.mutate(!form.isActive)}>
        {form.isActive ? say('Turn off') : say('Turn on')}
      </Button>
      {turn.error ? <Note tone="danger">{sentenceOf(turn.error)}</Note> : null}
    </>
  )
}

/** The link of a form, and what a company's site needs to show it. */
function Share({ form: { slug, title, origins } }: { form: FormView }) {
  const link = `${usePublicAddress()}/f/${slug}`
  const snippet = `<script src="${link}/form.js" data-title="${escaped(title)}" async></script>\n<noscript><a href="${link}">${escaped(title)}</a></noscript>`
  return (
    <div className={classes['share']}>
      <OnlyHereNote />
      <Copied label={say('Link')} text={link} />
      <Copied label={say('Snippet for your site')} text={snippet} />
      {origins.length === 0 ? (
        <Note tone="warn">
          {say('No site may show it inside a page yet. Name yours under “Sites that may show it”.')}
        </Note>
      ) : null}
    </div>
  )
}

function Copied({ label, text }: { label: string; text: string }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    box.current?.select()
    // Without a secure page there is no clipboard: what is selected is copied by hand.
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    if (!done) return
    setCopied(true)
    announce(say('{label} is copied.', { label }))
  }
  return (
    <label className={classes['copied']}>
      <span className="medium">{label}</span>
      <textarea
        ref={box}
        readOnly
        wrap="off"
        rows={text.split('\n').length}
        value={text}
        spellCheck={false}
      />
      <Button aria-label={say('Copy {label}', { label })} onClick={() => void copy()}>
        {isCopied ? say('Copied') : say('Copy')}
      </Button>
    </label>
  )
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
