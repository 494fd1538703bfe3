import { say } from '#web/words/say.ts'
import classes from './Parts.module.css'

/** The parts of a case that stand one behind the other where there is room for one. */
export type Part = 'said' | 'owed' | 'person'

/** Chooses the part of a case that a narrow screen shows; on a wide one all stand side by side, and this is not there. */
export function Parts({ part, show }: { part: Part; show: (part: Part) => void }) {
  const parts: { is: Part; word: string }[] = [
    { is: 'said', word: say('What was said') },
    { is: 'owed', word: say('Owed and why') },
    { is: 'person', word: say('Person') },
  ]
  return (
    <fieldset className={classes['parts']} aria-label={say('Part of the case')}>
      {parts.map(({ is, word }) => (
        <button key={is} type="button" aria-pressed={is === part} onClick={() => show(is)}>
          {word}
        </button>
      ))}
    </fieldset>
  )
}
