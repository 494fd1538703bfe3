import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Key } from '#web/ui/Key.tsx'
import { areKeysOn, turnKeys } from '#web/ui/keys.ts'
import { Sheet } from '#web/ui/Sheet.tsx'
import classes from './nav.module.css'

const groups = [
  {
    title: 'Everywhere',
    keys: [
      ['J', 'down'],
      ['K', 'up'],
      ['Enter', 'open'],
      ['/', 'find anyone'],
      ['F', 'filter; on a case, the facts'],
      ['G D', 'the desk'],
      ['G Q', 'quarantine'],
      ['Esc', 'back'],
      ['?', 'all keys'],
    ],
  },
  {
    title: 'On a case',
    keys: [
      ['R', 'reply'],
      ['N', 'note'],
      ['P', 'promise'],
      ['E', 'escalate'],
      ['W', 'why'],
      ['F', 'facts'],
      ['mod+Enter', 'send'],
      ['Esc', 'leave the reply, draft kept'],
    ],
  },
] as const

/** Every key there is, and the switch that turns single letters off. */
export function KeySheet({ close }: { close: () => void }) {
  const [areOn, setOn] = useState(areKeysOn)
  const turn = (on: boolean) => {
    turnKeys(on)
    setOn(on)
  }
  return (
    <Sheet title="All keys" close={close}>
      <div className={classes['keys']}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3 className="title">{title}</h3>
            <dl>
              {keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt aria-label={key.replace('mod', 'Command or Control')}>
                    {key.split(' ').map((single) => (
                      <Key key={single} name={single} />
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Checkbox
        label="Single letters are commands"
        checked={areOn}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
    </Sheet>
  )
}
