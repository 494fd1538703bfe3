import type { ReactNode } from 'react'
import classes from './Seg.module.css'

type Choice<T extends string> = { value: T; label: ReactNode; loud?: boolean }

/** A few choices side by side, one of them taken. */
export function Seg<T extends string>({
  label,
  choices,
  value,
  choose,
}: {
  label: string
  choices: readonly Choice<T>[]
  value: T
  choose: (value: T) => void
}) {
  return (
    <fieldset className={classes['seg']} aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          data-loud={choice.loud}
          onClick={() => choose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  )
}
