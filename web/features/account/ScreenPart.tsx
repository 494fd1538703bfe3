import { useMantineColorScheme } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { areKeysOn, turnKeys } from '#web/ui/keys.ts'
import { Seg } from '#web/ui/Seg.tsx'
import { chooseLanguage, chosenLanguage } from '#web/words/choose-language.ts'
import { languages } from '#web/words/languages.ts'
import { say } from '#web/words/say.ts'
import classes from './Account.module.css'

/** How the screens speak and look in this browser, and whether single letters are commands. */
export function ScreenPart() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [areOn, set] = useState(areKeysOn)
  return (
    <section className={classes['part']} aria-labelledby="screen">
      <h2 id="screen">{say('This screen')}</h2>
      <p className={classes['says']}>{say('These belong to this browser.')}</p>
      <div className={classes['choices']}>
        <Choice label={say('Language')}>
          <Seg
            label={say('Language')}
            value={chosenLanguage()}
            choose={chooseLanguage}
            choices={languages.map(({ code, name }) => ({
              value: code,
              label: <span lang={code}>{name}</span>,
            }))}
          />
        </Choice>
        <Choice label={say('Appearance')}>
          <Seg
            label={say('Appearance')}
            value={colorScheme}
            choose={setColorScheme}
            choices={[
              { value: 'auto', label: say('As the system') },
              { value: 'light', label: say('Light') },
              { value: 'dark', label: say('Dark') },
            ]}
          />
        </Choice>
        <Choice
          label={say('Single keys')}
          more={say('Letters such as R for reply, outside of text fields. Keys with Ctrl or ⌘ always work.')}
        >
          <Seg
            label={say('Single keys')}
            value={areOn ? 'on' : 'off'}
            choose={(value) => {
              turnKeys(value === 'on')
              set(value === 'on')
            }}
            choices={[
              { value: 'on', label: say('On') },
              { value: 'off', label: say('Off') },
            ]}
          />
        </Choice>
      </div>
    </section>
  )
}

function Choice({ label, more, children }: { label: string; more?: string; children: ReactNode }) {
  return (
    <div className={classes['choice']}>
      <span aria-hidden="true">{label}</span>
      <div>{children}</div>
      {more === undefined ? null : <small className="waits">{more}</small>}
    </div>
  )
}
