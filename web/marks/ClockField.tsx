import { TextInput } from '@mantine/core'
import classes from './ClockField.module.css'
import { readClock } from './read-clock.ts'

/** A time of day, typed as one likes: whoever leaves the field finds it written out. */
export function ClockField({
  label,
  value,
  change,
}: {
  label: string
  value: string
  change: (text: string) => void
}) {
  return (
    <TextInput
      aria-label={label}
      className={classes['clock'] ?? ''}
      inputMode="numeric"
      maxLength={5}
      value={value}
      error={readClock(value) === null}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => change(readClock(value) ?? value)}
    />
  )
}
