import { TextInput } from '@mantine/core'
import classes from './Keeping.module.css'

type Props = {
  /** What the number is, for whoever does not see the sentence. */
  name: string
  /** The sentence around the number. */
  sentence: (months: string) => string
  value: string
  type: (text: string) => void
}

const place = '\u0001'

/** A rule as a sentence with a field in it. */
export function RuleSentence({ name, sentence, value, type }: Props) {
  const [before = '', after = ''] = sentence(place).split(place)
  return (
    <div className={classes['rule']}>
      <span>{before.trim()}</span>
      <TextInput
        aria-label={name}
        className={classes['months']}
        inputMode="numeric"
        maxLength={3}
        placeholder="∞"
        value={value}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <span>{after.trim()}</span>
    </div>
  )
}
