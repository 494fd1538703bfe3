import { say } from '#web/words/say.ts'
import classes from './Templates.module.css'

/** What fills itself in, and with what; pressed, it is put where one writes. */
const fields = () => [
  { text: '{{name}}', meaning: say('the customer’s name') },
  { text: '{{number}}', meaning: say('the number of the case') },
  { text: '{{owner}}', meaning: say('who answers for the case') },
  { text: '{{date}}', meaning: say('today') },
  { text: '{{date:+2}}', meaning: say('the date in two days') },
]

/** The fields of a template, explained where they are used. */
export function Fields({ put }: { put: (text: string) => void }) {
  return (
    <ul className={classes['fields']} aria-label={say('What fills itself in')}>
      {fields().map(({ text, meaning }) => (
        <li key={text}>
          <button
            type="button"
            className={classes['field']}
            aria-label={say('Put in {field}: {meaning}', { field: text, meaning })}
            onClick={() => put(text)}
          >
            <code>{text}</code>
          </button>
          <span className="small supports" aria-hidden="true">
            {meaning}
          </span>
        </li>
      ))}
    </ul>
  )
}
