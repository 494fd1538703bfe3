import { NativeSelect, TextInput } from '@mantine/core'
import { valueOf, type Fact, type FactValue } from '#domain/policy/fact.ts'
import { say } from '#web/words/say.ts'
import { allowedWords } from './allowed-words.ts'
import { answerWords, nameWords } from './cell-words.ts'
import { readWait } from './read-wait.ts'
import { waitWords } from './wait-words.ts'

type Props = {
  facts: readonly Fact[]
  typed: Readonly<Record<string, string>>
  type: (name: string, text: string) => void
  /** Which of them cannot be what was typed. */
  faults: ReadonlySet<string>
}

/** The facts of a complaint, each in a field of its type; what is left empty is not known. */
export function FactForm({ facts, typed, type, faults }: Props) {
  return (
    <>
      {facts.map((fact) => {
        const { name, domain } = fact
        const value = typed[name] ?? ''
        const label = nameWords(name)
        if (domain.type === 'enum' || domain.type === 'boolean')
          return (
            <NativeSelect
              key={name}
              label={label}
              value={value}
              onChange={(event) => type(name, event.currentTarget.value)}
              data={choicesOf(fact)}
            />
          )
        return (
          <TextInput
            key={name}
            label={label}
            value={value}
            placeholder={fact.unknown || fact.label === null ? say('not known') : ''}
            error={faults.has(name) ? allowedWords(domain) : null}
            inputMode={domain.type === 'integer' || domain.type === 'decimal' ? 'decimal' : 'text'}
            onChange={(event) => type(name, event.currentTarget.value)}
          />
        )
      })}
    </>
  )
}

function choicesOf({ domain, unknown, label }: Fact) {
  const values =
    domain.type === 'enum'
      ? domain.values.map((value) => ({ value, label: answerWords(value) }))
      : [
          { value: 'false', label: say('no') },
          { value: 'true', label: say('yes') },
        ]
  const isOpen = unknown || label === null
  return isOpen
    ? [{ value: '', label: label === null ? say('not asked') : say('not known') }, ...values]
    : values
}

/** What a fact is where nobody has said anything: unknown where it may be, else the least that it can be. */
export const startOf = ({ domain, unknown, label }: Fact): string =>
  unknown || label === null ? '' : writtenAs(valueOf(Math.max(0, domain.low), domain), domain.type)

/** A value of a fact as one writes it in a field. */
const writtenAs = (value: FactValue, type: Fact['domain']['type']): string =>
  type === 'duration' ? waitWords(String(value)) : String(value ?? '')

/** The value that a text stands for; undefined where it stands for none. */
export function valueTyped(text: string, { domain }: Fact): FactValue {
  if (text.trim() === '') return null
  switch (domain.type) {
    case 'boolean':
      return text === 'true'
    case 'integer':
    case 'decimal':
      return Number(text.replace(',', '.'))
    case 'duration':
      return readWait(text) ?? text.trim()
    default:
      return text.trim()
  }
}
