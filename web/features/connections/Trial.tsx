import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import type { z } from 'zod'
import type { testConnection } from '#contract/connections.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './Connections.module.css'

type Tried = z.output<typeof testConnection.output>

const icons = { works: IconCheck, fails: IconX, 'not-tried': IconMinus }

/** What came of a test, step by step, in words. */
export function Trial({ tried }: { tried: Tried }) {
  const names = {
    'imap-server': say('Find the server'),
    'imap-sign-in': say('Sign in to the mailbox'),
    'imap-folder': say('Open its folder'),
    'relay-server': say('Find the server'),
    'relay-sign-in': say('Sign in to the relay'),
  }
  return (
    <ul className={classes['trial']} aria-live="polite" aria-label={say('What the test found')}>
      {tried.steps.map(({ step, state, says }) => {
        const Icon = icons[state]
        return (
          <li key={step} data-state={state}>
            <Icon size={16} stroke={1.5} aria-hidden="true" />
            <span>
              <span className="medium">{names[step]}</span> <span className="supports">{heard(says)}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
