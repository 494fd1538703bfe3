import { Mark, type MarkName } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import classes from './marks.module.css'

type Look = { word: () => string; mark: MarkName; level: string }

const ordinary: Look = { word: () => say('Ordinary'), mark: 'disc', level: 'ordinary' }
const looks: Record<number, Look> = {
  1: { word: () => say('Slight'), mark: 'ring', level: 'slight' },
  4: { word: () => say('Serious'), mark: 'triangle', level: 'serious' },
  5: { word: () => say('Danger'), mark: 'octagon', level: 'danger' },
}

const lookOf = (severity: number) => looks[severity] ?? ordinary

/** How bad it is, in a word. */
export const severityWord = (severity: number): string => lookOf(severity).word()

/** How bad it is, by shape and word. */
export function SeverityMark({ severity }: { severity: number }) {
  const { word, mark, level } = lookOf(severity)
  return (
    <span className={classes['severity']} data-level={level}>
      <Mark name={mark} tone={level === 'serious' ? 'warn' : undefined} />
      {word()}
    </span>
  )
}
