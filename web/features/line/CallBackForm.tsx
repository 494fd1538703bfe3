import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { promise } from '#contract/cases.ts'
import { deskRoles } from '#domain/role.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { fieldAt, instantAt } from '#web/ui/date-field.ts'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { exactWords, momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import type { FormProps } from './form-props.ts'
import classes from './LineForm.module.css'
import { LineForm } from './LineForm.tsx'
import { useLineCase } from './use-line-case.ts'
import { sentenceToSay, timesToCallBack } from './when-words.ts'

type Promised = { what: string; by: string; dueAt: string }

const useAbout = keepDrafts<string>()

/** Buys time: a named person will call, by a time, and the sentence with which one says so now. */
export function CallBackForm({ target, words, clear, close, done }: FormProps) {
  const now = useNow()
  const { data: people } = useQuery(queries.colleagues)
  const takers = (people?.members ?? []).filter(({ role }) => deskRoles.some((one) => one === role))
  const { data: me } = useQuery(queries.me)
  const [by, setBy] = useState<string | null>(null)
  const [choices] = useState(() => timesToCallBack(now))
  const [at, setAt] = useState(() => fieldAt(choices[1]?.at ?? now))
  const { draft: about, change: setAbout, forget } = useAbout(target.call.id, '')
  const promising = useLineCase(target, async ({ caseId, seq }, input: Promised, key) => {
    await ask(promise, { caseId, seq, ...input, key })
  })
  const dueAt = instantAt(at)
  // Whoever speaks promises what they can keep; for somebody else they have to say so.
  const preset = takers.find(({ id }) => id === me?.handle) ?? takers[0]
  const chosen = by ?? preset?.id ?? ''
  const name = takers.find(({ id }) => id === chosen)?.name ?? chosen
  const sentence = dueAt ? sentenceToSay(chosen === me?.handle ? null : name, momentWords(dueAt, now)) : ''
  const what = about.trim() || say('Call back')
  return (
    <LineForm
      title={say('Call back')}
      verb={say('Promise it')}
      isReady={dueAt !== null && chosen !== ''}
      isBusy={promising.isPending}
      error={promising.error}
      close={close}
      submit={() => {
        if (dueAt)
          promising.mutate(
            {
              words: target.call.caseId === null && words.trim() === '' ? what : words,
              input: { what, by: chosen, dueAt: dueAt.toString() },
            },
            {
              onSuccess: () => {
                forget()
                clear()
                done(say('Promised: {name} calls by {when}.', { name, when: momentWords(dueAt, now) }))
              },
            },
          )
      }}
    >
      <div className={classes['row']}>
        <NativeSelect
          data-autofocus
          label={say('Who calls')}
          value={chosen}
          onChange={(event) => setBy(event.currentTarget.value)}
          data={takers.map(({ id, name: label }) => ({ value: id, label }))}
        />
        <TextInput
          label={say('By when')}
          type="datetime-local"
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
          description={dueAt ? exactWords(dueAt) : say('Choose a day and a time.')}
        />
      </div>
      <ul className={classes['times']} aria-label={say('Times to call back')}>
        {choices.map((choice) => (
          <li key={choice.label}>
            <button
              type="button"
              aria-pressed={fieldAt(choice.at) === at}
              onClick={() => setAt(fieldAt(choice.at))}
            >
              {choice.label}
            </button>
          </li>
        ))}
      </ul>
      <div className={classes['say']}>
        <p className="small waits">{say('Say now')}</p>
        <p>{sentence}</p>
      </div>
      <FreeText
        label={say('What about')}
        autosize
        minRows={1}
        maxRows={4}
        most={1000}
        value={about}
        onChange={(event) => setAbout(event.currentTarget.value)}
      />
    </LineForm>
  )
}
