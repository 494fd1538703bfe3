import { TextInput } from '@mantine/core'
import { faultInShape, type OwnPattern } from '#domain/guard/own-pattern.ts'
import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import classes from './Guard.module.css'
import { shapeFaultWords } from './shape-fault-words.ts'

const exampleShape = 'ORD-\\d{8}'

type Props = { patterns: readonly OwnPattern[]; change: (patterns: OwnPattern[]) => void }

/** The company's own numbers, each by its name and its shape. */
export function Patterns({ patterns, change }: Props) {
  const write = (place: number, part: Partial<OwnPattern>) =>
    change(patterns.map((one, at) => (at === place ? { ...one, ...part } : one)))
  return (
    <fieldset className={classes['patterns']}>
      <legend>{say('Numbers of ours')}</legend>
      <p className="small supports">
        {say(
          'Letters and digits as they are; {digit} for any digit, {letters} for a letter, {often} for how often.',
          {
            digit: '\\d',
            letters: '[A-Z]',
            often: '{6}',
          },
        )}
      </p>
      {patterns.map((pattern, place) => (
        <Pattern
          // oxlint-disable-next-line react/no-array-index-key -- a line has nothing but its place
          key={place}
          pattern={pattern}
          write={(part) => write(place, part)}
          remove={() => change(patterns.filter((_, at) => at !== place))}
        />
      ))}
      <p>
        <Button
          waitsFor={patterns.length >= 30 ? say('Thirty are the most.') : null}
          onClick={() => change([...patterns, { name: '', shape: '' }])}
        >
          {say('Add a number')}
        </Button>
      </p>
    </fieldset>
  )
}

type PatternProps = { pattern: OwnPattern; write: (part: Partial<OwnPattern>) => void; remove: () => void }

function Pattern({ pattern: { name, shape }, write, remove }: PatternProps) {
  const fault = shape === '' ? undefined : faultInShape(shape)
  return (
    <div className={classes['pattern']}>
      <TextInput
        label={say('What it is called')}
        placeholder={say('Order number')}
        required
        maxLength={60}
        value={name}
        onChange={(event) => write({ name: event.currentTarget.value })}
      />
      <TextInput
        label={say('How it is written')}
        placeholder={exampleShape}
        required
        maxLength={80}
        value={shape}
        error={fault && shapeFaultWords(fault)}
        onChange={(event) => write({ shape: event.currentTarget.value })}
      />
      <Button look="bare" aria-label={say('Take {name} away', { name })} onClick={remove}>
        {say('Take away')}
      </Button>
    </div>
  )
}
