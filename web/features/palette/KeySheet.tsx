import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useAllCommands } from '#web/ui/commands.ts'
import { Key } from '#web/ui/Key.tsx'
import { areKeysOn, turnKeys } from '#web/ui/keys.ts'
import { Sheet } from '#web/ui/Sheet.tsx'
import { say } from '#web/words/say.ts'
import classes from './KeySheet.module.css'

/** Every key that does something here, and the switch that turns single letters off. */
export function KeySheet({ close }: { close: () => void }) {
  const places = useAllCommands()
  const [areOn, setOn] = useState(areKeysOn)
  const turn = (on: boolean) => {
    turnKeys(on)
    setOn(on)
  }
  return (
    <Sheet title={say('All keys')} close={close} isWide>
      <div className={classes['keys']}>
        {places.map(({ place, commands }) => (
          <section key={place}>
            <h3 className="title">{place}</h3>
            <dl>
              {commands.map(({ key, title }) =>
                key === undefined ? null : (
                  <div key={`${key} ${title}`}>
                    <dt aria-label={key.replace('mod', say('Command or Control'))}>
                      {key.split(' ').map((single) => (
                        <Key key={single} name={single.length === 1 ? single.toUpperCase() : single} />
                      ))}
                    </dt>
                    <dd>{title}</dd>
                  </div>
                ),
              )}
            </dl>
          </section>
        ))}
      </div>
      <Checkbox
        label={say('Single letters are commands')}
        checked={areOn}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
    </Sheet>
  )
}
