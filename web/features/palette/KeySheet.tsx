import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useAllCommands, type Commands } from '#web/ui/commands.ts'
import { areKeysOn, turnKeys } from '#web/ui/keys.ts'
import { Sheet } from '#web/ui/Sheet.tsx'
import { say } from '#web/words/say.ts'
import classes from './KeySheet.module.css'
import { Keys } from './Keys.tsx'

/** Every key that does something here, and the switch that turns single letters off. */
export function KeySheet({ close }: { close: () => void }) {
  const places = togetherByPlace(useAllCommands())
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
                      <Keys struck={key} />
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

/** Several parts of a page may offer commands of one place: they are told together. */
function togetherByPlace(all: readonly Commands[]): Commands[] {
  const places = new Map<string, Commands>()
  for (const { place, commands } of all)
    places.set(place, { place, commands: [...(places.get(place)?.commands ?? []), ...commands] })
  return [...places.values()]
}
