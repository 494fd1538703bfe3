import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import { knownBlanks } from './known-blanks.ts'
import { templatesQuery } from './templates-query.ts'
import classes from './Templates.module.css'

/** Puts a blank in: one that other templates have, or one of one's own. */
export function Blanks({ language, put }: { language: string | null; put: (text: string) => void }) {
  const { data } = useQuery(templatesQuery)
  const [own, setOwn] = useState('')
  const known = knownBlanks(data?.templates ?? [], language)
  const putOwn = () => {
    const text = own.replaceAll(/[[\]]/g, '').trim()
    if (text === '') return
    put(`[[${text}]]`)
    setOwn('')
  }
  return (
    <section className={classes['blanks']} aria-labelledby="blanks">
      <h3 id="blanks" className="title">
        {say('Insert a blank')}
      </h3>
      <p className="small supports">
        {say('What only whoever replies can know. A reply is not sent while a blank is left.')}
      </p>
      {known.length > 0 ? (
        <ul aria-label={say('Blanks of your templates')}>
          {known.map((text) => (
            <li key={text}>
              <button
                type="button"
                className={classes['field']}
                aria-label={say('Insert the blank “{text}”', { text })}
                onClick={() => put(`[[${text}]]`)}
              >
                <code>{text}</code>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={classes['own']}>
        <TextInput
          aria-label={say('A blank of your own')}
          placeholder={say('what to say here')}
          maxLength={60}
          value={own}
          onChange={(event) => setOwn(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            // The form is not sent by it.
            event.preventDefault()
            putOwn()
          }}
        />
        <Button onClick={putOwn} disabled={own.trim() === ''}>
          {say('Insert')}
        </Button>
      </div>
    </section>
  )
}
